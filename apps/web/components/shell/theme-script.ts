/** Where the browser keeps the choice. */
export const THEME_KEY = 'banyan.theme'

/** Sets the theme before the first paint; the same rule as `applyTheme`, as text for the document's head. */
export const themeScript = `(function(){try{var t=localStorage.getItem('${THEME_KEY}')}catch(e){}var d=t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches);document.documentElement.dataset.theme=d?'dark':'light'})()`
