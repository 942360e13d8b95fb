import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { services } from '../../topologies/services.ts'
import { carryOut, type Deed, deeds } from './ownership/requests.ts'
import {
  type Announcement,
  announce,
  announcementsOf,
  attempt,
  type Statement,
  statementsOn,
  tablesOf,
} from './ownership/statements.ts'
import { property } from './property.ts'

// Feature: microservices-architecture, Property 21: Writes succeed only on owned entities
property(21, 'Writes succeed only on owned entities', async (links) => {
  const app = await startServices({ services, links })
  const names = services.map(({ contract }) => contract.name)
  const tables = await tablesOf(app.database, names)
  let run = 0
  // So that there is something of each service in the platform's tables.
  await carryOut(app, run++, [
    { what: 'submitJob', who: 0 },
    { what: 'changeSettings', who: 0, dark: true },
  ])
  return {
    inputs: fc.oneof(
      {
        weight: 2,
        arbitrary: fc
          .array(statementsOn(names, tables), { minLength: 1, maxLength: 10 })
          .map((statements) => ({ statements })),
      },
      { weight: 1, arbitrary: fc.record({ announcement: announcementsOf(names) }) },
      { weight: 2, arbitrary: deeds.map((deeds) => ({ deeds })) },
    ),
    async holds(input: { statements: Statement[] } | { announcement: Announcement } | { deeds: readonly Deed[] }) {
      if ('deeds' in input) await carryOut(app, run++, input.deeds)
      else if ('announcement' in input) await announce(app.database, input.announcement)
      else for (const statement of input.statements) await attempt(app.database, statement)
    },
    close: () => app.close(),
  }
})
