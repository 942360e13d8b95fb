// Answers in the form in which the engines send them, with what goes wrong in them: fields that are missing, null or of
// another type, dates in every way of writing, HTML, the same page twice, and addresses that nobody should open.

const nothing = { title: undefined, url: undefined }

export const tavilyWeb = {
  query: 'sell a home',
  follow_up_questions: null,
  answer: null,
  images: [],
  results: [
    {
      title: 'Selling a home &amp; moving',
      url: 'https://homes.example/sell?utm_source=tavily',
      content: 'How to <b>sell</b> a home &mdash; step by step.\n\nFirst, clean it.',
      score: 0.98,
      raw_content: null,
    },
    { title: 'The same page', url: 'http://www.homes.example/sell/', content: 'Twice', score: 0.9, raw_content: null },
    { title: null, url: 'https://untitled.example/a', content: null, score: 0.8, raw_content: null },
    { title: 'No address', content: 'Lost', score: 0.7 },
    { title: 'Script', url: 'javascript:alert(1)', content: 'x', score: 0.6 },
    { title: 'File', url: 'file:///etc/passwd', content: 'x', score: 0.6 },
    { title: 'Named', url: 'https://user:secret@homes.example/private', content: 'x', score: 0.5 },
    { title: 42, url: 'https://numbers.example/', content: { nested: true }, score: 'high', published_date: 7 },
    null,
    'not an object',
    { title: 'Dated', url: 'https://dated.example/', content: 'x', published_date: 'Tue, 11 Mar 2025 17:00:00 GMT' },
  ],
  response_time: 1.67,
}

export const tavilyNews = {
  query: 'homes',
  images: [],
  results: [
    {
      url: 'https://news.example/1',
      title: 'Homes are sold faster',
      score: 0.9,
      published_date: 'Tue, 30 Dec 2025 23:30:00 GMT',
      content: 'Homes sold within a week.',
      raw_content: null,
    },
    { url: 'https://news.example/undated', title: 'Undated', score: 0.8, published_date: null, content: 'x' },
    { url: 'https://news.example/wrong', title: 'Wrong', score: 0.8, published_date: 'soon', content: 'x' },
    {
      url: 'https://news.example/old',
      title: 'Old',
      score: 0.8,
      published_date: 'Mon, 01 Dec 2025 10:00:00 GMT',
      content: 'x',
    },
    {
      url: 'https://news.example/future',
      title: 'From the future',
      published_date: 'Sat, 31 Jan 2026 10:00:00 GMT',
      content: 'x',
    },
  ],
}

export const braveWeb = {
  type: 'search',
  query: { original: 'sell a home', show_strict_warning: false, is_navigational: false, more_results_available: true },
  mixed: { type: 'mixed', main: [{ type: 'web', index: 0, all: false }], top: [], side: [] },
  web: {
    type: 'search',
    results: [
      {
        title: 'Selling a home &amp; moving',
        url: 'https://homes.example/sell',
        is_source_local: false,
        description: 'How to <strong>sell a home</strong>: it&#x27;s simple&hellip;',
        page_age: '2025-03-11T17:00:00',
        age: 'March 11, 2025',
        profile: { name: 'Homes', url: 'https://homes.example', long_name: 'homes.example', img: '' },
        language: 'en',
        family_friendly: true,
        type: 'search_result',
        subtype: 'generic',
        meta_url: { scheme: 'https', netloc: 'homes.example', hostname: 'homes.example', favicon: '', path: '› sell' },
        extra_snippets: ['Clean it first.', 'Then <b>price</b> it.'],
      },
      { title: 'No description', url: 'https://plain.example/', type: 'search_result', age: '3 days ago' },
      { ...nothing, description: 'Nothing else', type: 'search_result' },
      { title: 'FTP', url: 'ftp://files.example/a', description: 'x' },
      {
        title: 'Bad date',
        url: 'https://bad.example/',
        description: 'x',
        page_age: '2025-02-30T10:00:00',
        extra_snippets: null,
      },
    ],
    family_friendly: true,
  },
}

/** What it says when nothing was found. */
export const braveNothing = {
  type: 'search',
  query: { original: 'qqq', bad_results: true, more_results_available: false },
}

export const braveNews = {
  type: 'news',
  query: { original: 'homes', show_strict_warning: false, spellcheck_off: false },
  results: [
    {
      type: 'news_result',
      title: 'Homes are sold faster',
      url: 'https://www.news.example/1',
      description: 'Homes sold <strong>within a week</strong>.',
      age: '2 hours ago',
      page_age: '2025-12-31T22:00:00',
      meta_url: { scheme: 'https', netloc: 'news.example', hostname: 'www.news.example', favicon: '', path: '› 1' },
      breaking: false,
    },
    { type: 'news_result', title: 'Relative only', url: 'https://news.example/2', description: 'x', age: '1 day ago' },
    { type: 'news_result', title: 'Undated', url: 'https://news.example/3', description: 'x' },
  ],
}

export const searxngWeb = {
  query: 'sell a home',
  number_of_results: 0,
  results: [
    {
      url: 'https://homes.example/sell',
      title: 'Selling a home',
      content: 'How to sell a home.',
      thumbnail: null,
      engine: 'duckduckgo',
      template: 'default.html',
      parsed_url: ['https', 'homes.example', '/sell', '', '', ''],
      img_src: '',
      priority: '',
      engines: ['duckduckgo', 'google cse'],
      positions: [1, 3],
      score: 2.6,
      category: 'general',
      publishedDate: '2025-03-11T17:00:00',
      pubdate: '2025-03-11 17:00:00',
    },
    { url: 'https://homes.example/sell#more', title: 'Its middle', content: 'x', engine: 'bing', publishedDate: null },
    { url: 'magnet:?xt=urn:btih:0', title: 'Torrent', content: 'x', template: 'torrent.html' },
    { url: '', title: 'Empty', content: 'x' },
    { url: 'not an address', title: 'None', content: 'x' },
  ],
  answers: [{ url: 'https://homes.example/answer', answer: 'Clean it' }],
  corrections: [],
  infoboxes: [],
  suggestions: ['sell a house'],
  unresponsive_engines: [
    ['brave', 'Suspended: too many requests'],
    ['startpage', 'CAPTCHA'],
  ],
}

/** Every engine behind it was silent: it looks like an answer, and is none. */
export const searxngSilent = {
  query: 'sell a home',
  number_of_results: 0,
  results: [],
  answers: [],
  corrections: [],
  infoboxes: [],
  suggestions: [],
  unresponsive_engines: [['duckduckgo', 'timeout']],
}

export const serperWeb = {
  searchParameters: { q: 'sell a home', gl: 'us', hl: 'en', type: 'search', num: 10, engine: 'google' },
  organic: [
    {
      title: 'Selling a home',
      link: 'https://homes.example/sell',
      snippet: 'How to sell a home ... clean it.',
      date: 'Mar 11, 2025',
      sitelinks: [{ title: 'More', link: 'https://homes.example/more' }],
      position: 1,
    },
    { title: 'No snippet', link: 'https://plain.example/', position: 2 },
    { title: 'No link', snippet: 'x', position: 3 },
  ],
  peopleAlsoAsk: [{ question: 'How?', snippet: 'So', title: 'T', link: 'https://ask.example/' }],
  relatedSearches: [{ query: 'sell a house' }],
  credits: 1,
}

export const serperNews = {
  searchParameters: { q: 'homes', type: 'news', num: 10, engine: 'google' },
  news: [
    {
      title: 'Homes are sold faster',
      link: 'https://news.example/1',
      snippet: 'Homes sold within a week.',
      date: '2 hours ago',
      source: 'The <i>Daily</i>',
      imageUrl: 'data:image/png;base64,AAAA',
      position: 1,
    },
    { title: 'Last week', link: 'https://news.example/2', snippet: 'x', date: '1 week ago', source: 'Weekly' },
    { title: 'In words', link: 'https://news.example/3', snippet: 'x', date: 'vor 2 Stunden', source: 'Tag' },
  ],
  credits: 1,
}
