/** A real estate agent of the evaluation. Nobody of them exists, and their numbers are of the kind that is never assigned. */
export interface Agent {
  readonly name: string
  readonly agency: string
  readonly street: string
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly phone: string
  readonly reviews: number
  readonly rating: number
}

const table = `
Maria Gomez | Lakeside Realty | 500 Congress Ave, Suite 200 | Austin | TX | 78701 | (512) 555-0142 | 14 | 4.8
Sam Carter | Hill Country Homes | 210 Barton Springs Rd | Austin | TX | 78704 | (512) 555-0117 | 120 | 4.9
Ana Lopez | Blue Door Realty | 77 Rainey St | Austin | TX | 78702 | (512) 555-0163 | 64 | 4.7
Joe Kim | Pecan Street Properties | 1401 Lavaca St | Austin | TX | 78703 | (512) 555-0128 | 33 | 4.6
Priya Nair | Front Range Realty | 1600 Glenarm Pl | Denver | CO | 80202 | (303) 555-0134 | 88 | 4.9
Owen Walsh | Mile High Homes | 2030 Larimer St | Denver | CO | 80205 | (303) 555-0150 | 41 | 4.5
Grace Liu | Aspen Grove Properties | 900 Bannock St, Unit 3 | Denver | CO | 80204 | (303) 555-0177 | 19 | 5.0
Daniel Okafor | Harbor Light Realty | 45 Commercial St | Portland | ME | 04101 | (207) 555-0109 | 27 | 4.8
Emily Stone | Casco Bay Homes | 12 Exchange St | Portland | ME | 04103 | (207) 555-0155 | 52 | 4.7
Luis Herrera | Old Town Realty | 300 Alamo Plaza | San Antonio | TX | 78205 | (210) 555-0121 | 75 | 4.9
Nora Becker | River Walk Properties | 115 Losoya St | San Antonio | TX | 78206 | (210) 555-0166 | 38 | 4.4
Tom Reed | Peachtree Realty | 191 Peachtree St NE | Atlanta | GA | 30303 | (404) 555-0118 | 143 | 4.8
Aisha Brown | Magnolia Homes Group | 675 Ponce de Leon Ave NE | Atlanta | GA | 30308 | (404) 555-0143 | 97 | 4.9
Kenji Mori | Emerald City Realty | 1201 3rd Ave | Seattle | WA | 98101 | (206) 555-0131 | 61 | 4.7
Sofia Rossi | Sound View Properties | 88 Pike St | Seattle | WA | 98104 | (206) 555-0172 | 29 | 4.6
Ben Fischer | Lake Michigan Realty | 233 S Wacker Dr | Chicago | IL | 60606 | (312) 555-0119 | 112 | 4.8
Clara Novak | Wicker Park Homes | 1550 N Milwaukee Ave | Chicago | IL | 60622 | (312) 555-0148 | 46 | 4.7
Isaac Cohen | Saguaro Realty | 201 E Washington St | Phoenix | AZ | 85004 | (602) 555-0127 | 58 | 4.9
Ruth Adams | Desert Bloom Properties | 40 N Central Ave | Phoenix | AZ | 85003 | (602) 555-0156 | 22 | 4.5
Leo Martin | Green Mountain Homes | 58 State St | Montpelier | VT | 05602 | (802) 555-0133 | 17 | 5.0`

export const agents: readonly Agent[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', agency = '', street = '', city = '', state = '', zip = '', phone = '', reviews, rating] = line
      .split('|')
      .map((cell) => cell.trim())
    return { name, agency, street, city, state, zip, phone, reviews: Number(reviews), rating: Number(rating) }
  })

export const addressOf = ({ street, city, state, zip }: Agent): string => `${street}, ${city}, ${state} ${zip}`
