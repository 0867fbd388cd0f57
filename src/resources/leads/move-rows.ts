import { where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import type { MoveLeads } from './bulk.ts'
import { limitOf, selectedBy } from './conditions.ts'

/** Unfinished moves: the leads of each, and the result of those already processed. */
export const moveTables = `
  CREATE TABLE lead_moves (
    job TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    begun TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE leads_to_move (
    job TEXT NOT NULL REFERENCES lead_moves (job) ON DELETE CASCADE,
    lead TEXT NOT NULL,
    outcome TEXT,
    email TEXT,
    PRIMARY KEY (job, lead)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX leads_to_move_by_outcome ON leads_to_move (job, outcome, lead)`

/** What a job does with a lead. */
export type Outcome =
  | 'moved'
  | 'gone'
  | 'duplicated_leads'
  | 'leads_missing_email'
  | 'leads_in_other_campaigns'
  | 'ignored_leads_from_blocklist'

type Row = { request: string; begun: string; total: number; done: number }

const TO_MOVE = 'INSERT INTO leads_to_move (job, lead) SELECT ?, id FROM leads'
const NEXT = 'SELECT lead FROM leads_to_move WHERE job = ? AND outcome IS NULL ORDER BY lead LIMIT ?'
const EMAILS = `SELECT email FROM leads_to_move
  WHERE job = ? AND outcome = 'moved' AND email IS NOT NULL ORDER BY lead LIMIT ?`

export function moveRows({ sql, clock }: World) {
  const number = (query: string, ...values: unknown[]) =>
    Number(
      sql(query)
        .pluck()
        .get(...values)
    )
  return {
    /** Stores the leads to move when the job starts, so that copies are not copied again. */
    begin(job: string, body: MoveLeads): void {
      const begun = clock.timestamp()
      sql('INSERT INTO lead_moves (job, request, begun) VALUES (?, ?, ?)').run(
        job,
        JSON.stringify(body),
        begun
      )
      const { where: clause, values } = where([
        ...selectedBy({ ...body, assigned_to: undefined }, clock.now()),
        body.skip_leads_in_verification && [
          'verification_status IS NULL OR verification_status NOT IN (11, 12)'
        ]
      ])
      const { changes } = sql(`${TO_MOVE} ${clause} ORDER BY id LIMIT ?`).run(job, ...values, limitOf(body))
      sql('UPDATE lead_moves SET total = ? WHERE job = ?').run(changes, job)
    },
    terms(job: string): { body: MoveLeads; begun: string; total: number; done: number } {
      const { request, ...others } = sql('SELECT * FROM lead_moves WHERE job = ?').get(job) as Row
      return { body: JSON.parse(request), ...others }
    },
    advance(job: string, by: number): void {
      sql('UPDATE lead_moves SET done = done + ? WHERE job = ?').run(by, job)
    },
    next: (job: string, limit: number): string[] => sql(NEXT).pluck().all(job, limit).map(String),
    note(job: string, lead: string, outcome: Outcome, email: string | null): void {
      sql('UPDATE leads_to_move SET outcome = ?, email = ? WHERE job = ? AND lead = ?').run(
        outcome,
        email,
        job,
        lead
      )
    },
    count: (job: string, outcome: Outcome) =>
      number('SELECT count(*) FROM leads_to_move WHERE job = ? AND outcome = ?', job, outcome),
    emails: (job: string, limit: number) => sql(EMAILS).pluck().all(job, limit),
    end(job: string): void {
      sql('DELETE FROM lead_moves WHERE job = ?').run(job)
    }
  }
}

export type MoveRows = ReturnType<typeof moveRows>
