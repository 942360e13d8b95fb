/** A place of the evaluation, with figures that are made for it. */
export interface Place {
  readonly city: string
  readonly state: string
  readonly neighborhood: string
  /** Dollars. */
  readonly median: number
  /** Percent against a year ago, with its sign. */
  readonly change: number
  readonly days: number
  readonly listings: number
  readonly school: string
  readonly sight: string
  readonly transport: string
}

const table = `
Austin | TX | Hyde Park | 520000 | -3.2 | 61 | 9800 | Lee Elementary | a garden market on Saturdays | Buses of Capital Metro
Denver | CO | Baker | 585000 | 1.4 | 34 | 5200 | West High School | a row of antique shops | Light rail of RTD
Portland | ME | East End | 545000 | 4.6 | 18 | 310 | East End Community School | a promenade above the bay | Buses of Greater Portland Metro
San Antonio | TX | King William | 305000 | 0.9 | 72 | 8700 | Bonham Academy | a flour mill with a restaurant | Buses of VIA
Atlanta | GA | Inman Park | 410000 | 2.8 | 41 | 6400 | Mary Lin Elementary | a trail along the old railway | Trains of MARTA
Seattle | WA | Ballard | 835000 | 5.1 | 23 | 2100 | Ballard High School | locks where boats change level | Buses of King County Metro
Chicago | IL | Wicker Park | 365000 | 3.7 | 29 | 7300 | Pritzker Elementary | a park with a fountain | Blue Line trains
Phoenix | AZ | Willo | 455000 | -1.1 | 55 | 9100 | Encanto Elementary | rows of bungalows under palms | Valley Metro rail
Montpelier | VT | College Hill | 372000 | 6.0 | 26 | 48 | Union Elementary | a hill with old trees | Buses of Green Mountain Transit`

export const places: readonly Place[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [city = '', state = '', neighborhood = '', ...cells] = line.split('|').map((cell) => cell.trim())
    const [median = 0, change = 0, days = 0, listings = 0] = cells.slice(0, 4).map(Number)
    const [school = '', sight = '', transport = ''] = cells.slice(4)
    return { city, state, neighborhood, median, change, days, listings, school, sight, transport }
  })
