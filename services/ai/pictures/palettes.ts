/** The colours of an offline picture. White can be read on `ink`. */
export interface Palette {
  /** Of the sky, from top to horizon. */
  readonly high: string
  readonly low: string
  readonly sun: string
  /** From the farthest to the nearest. */
  readonly hills: readonly [string, string, string]
  readonly ground: string
  readonly walls: readonly [string, ...string[]]
  readonly roof: string
  /** Behind windows. */
  readonly light: string
  readonly leaves: readonly [string, ...string[]]
  readonly ink: string
}

export const palettes: readonly [Palette, ...Palette[]] = [
  {
    high: '#7fb2e5',
    low: '#dcebf7',
    sun: '#ffe9a8',
    hills: ['#a9c7b5', '#7fae93', '#578f73'],
    ground: '#88a86a',
    walls: ['#f4efe6', '#e3d5c2', '#cfdbe3'],
    roof: '#8a4b3c',
    light: '#ffe7a3',
    leaves: ['#3f7d53', '#5c9a55'],
    ink: '#1f2f3d',
  },
  {
    high: '#35507a',
    low: '#f2a97c',
    sun: '#ffd08a',
    hills: ['#8c6f92', '#6a5580', '#4b4270'],
    ground: '#3d3a5c',
    walls: ['#e9d3c4', '#c9a99b', '#9f8aa0'],
    roof: '#54324a',
    light: '#ffd27a',
    leaves: ['#37465f', '#4a4a78'],
    ink: '#1d1b33',
  },
  {
    high: '#f7cf9a',
    low: '#fdf1dc',
    sun: '#f6a65b',
    hills: ['#d9b38c', '#bf8f63', '#9c6b42'],
    ground: '#b98c5a',
    walls: ['#fff6e6', '#f0dcc0', '#e5b98f'],
    roof: '#7a3b22',
    light: '#8fc3cf',
    leaves: ['#8a9a3b', '#a8792f'],
    ink: '#3a2418',
  },
  {
    high: '#a8d5d0',
    low: '#eef7f2',
    sun: '#fff3b5',
    hills: ['#8fc0b8', '#5f9e98', '#3b7c7a'],
    ground: '#d8cfae',
    walls: ['#ffffff', '#d7e8ea', '#f3e2d0'],
    roof: '#2f6673',
    light: '#ffe9b0',
    leaves: ['#2f7a5d', '#4f9a72'],
    ink: '#12363f',
  },
  {
    high: '#c7d3e3',
    low: '#f5f7fa',
    sun: '#ffffff',
    hills: ['#b9c6d6', '#94a6bc', '#6f859f'],
    ground: '#e4eaf0',
    walls: ['#d9b9a4', '#b7c4cf', '#efe7dc'],
    roof: '#4a5a70',
    light: '#ffd98a',
    leaves: ['#5f7f78', '#7d9a8c'],
    ink: '#22303f',
  },
]
