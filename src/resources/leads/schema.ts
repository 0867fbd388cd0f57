import { type Static, Type } from 'typebox'
import {
  exampleEmail,
  exampleId,
  exampleTime,
  exampleWorkspace,
  flag,
  id,
  instant,
  maybe,
  number,
  readOnly,
  text
} from '../schemas.ts'
import { lastStep, reactions, statusSummary, statusSummarySubseq, timestamps } from './history.ts'
import { esgCode, espCode } from './provider.ts'
import { enrichmentStatus, interestStatus, leadStatus, uploadMethod, verificationStatus } from './status.ts'
import { payload } from './variables.ts'

export const exampleLeadEmail = 'ben@example.net'

const person = {
  email: exampleLeadEmail,
  personalization: 'I liked your talk on tea.',
  last_name: 'Example',
  first_name: 'Ben',
  company_name: 'Example Ltd'
}

/** The fields that create a lead. */
export const example = { campaign: exampleId, ...person, custom_variables: { favouriteTea: 'Assam' } }

const count = (description: string) => number(description, 0, readOnly)

export const Lead = Type.Object(
  {
    id: id('The id of the lead.'),
    timestamp_created: instant('When the lead was created.'),
    timestamp_updated: instant('When the lead was last changed.'),
    organization: id('The workspace that the lead belongs to.'),
    campaign: maybe(text('The campaign that the lead is in.', exampleId)),
    /** Leads that the lead finder added to a list have 0, which is not in the published enum (recorded). */
    status: Type.Unsafe<number>(leadStatus('The state of the lead', readOnly)),
    email: maybe(text('The email address of the lead.', exampleLeadEmail)),
    personalization: maybe(text('A personal sentence for this lead.', 'I liked your talk on tea.')),
    website: maybe(text('The website.', 'https://example.net')),
    last_name: maybe(text('The last name.', 'Example')),
    first_name: maybe(text('The first name.', 'Ben')),
    company_name: maybe(text('The company.', 'Example Ltd')),
    job_title: maybe(text('The position.', 'Head of Tea')),
    phone: maybe(text('The phone number.', '+44 20 7946 0000')),
    email_open_count: count('How many times the lead opened an email.'),
    email_reply_count: count('How many times the lead replied.'),
    email_click_count: count('How many times the lead clicked a link.'),
    company_domain: text('The domain of the email.', 'example.net', readOnly),
    status_summary: statusSummary,
    payload,
    status_summary_subseq: Type.Optional(statusSummarySubseq),
    ...lastStep,
    ...reactions,
    /** Any number, because labels have their own (documented). */
    lt_interest_status: Type.Optional(Type.Unsafe<number>(interestStatus())),
    subsequence_id: maybe(id('The subsequence that the lead is in.')),
    verification_status: Type.Optional(verificationStatus()),
    pl_value_lead: maybe(text('What the lead is worth.', '250')),
    ...timestamps,
    enrichment_status: Type.Optional(enrichmentStatus('The status of the enrichment', readOnly)),
    list_id: maybe(text('The list that the lead is in.', exampleId)),
    last_contacted_from: maybe(text('The account that last sent a manual email.', exampleEmail, readOnly)),
    uploaded_by_user: maybe(id('The user who added the lead.')),
    upload_method: Type.Optional(uploadMethod()),
    assigned_to: maybe(text('The user the lead is assigned to.', exampleId)),
    is_website_visitor: maybe(flag('Whether the lead came as a website visitor.', false, readOnly)),
    timestamp_last_touch: maybe(instant('When anything last happened between the lead and the campaign.')),
    esp_code: Type.Optional(espCode('The mail provider of the lead', readOnly)),
    esg_code: Type.Optional(esgCode())
  },
  {
    $id: 'Lead',
    description: 'A person to email, in a campaign, in a list, or in neither.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        timestamp_created: exampleTime,
        timestamp_updated: exampleTime,
        organization: exampleWorkspace,
        campaign: exampleId,
        status: 1,
        ...person,
        email_open_count: 2,
        email_reply_count: 0,
        email_click_count: 0,
        company_domain: 'example.net',
        status_summary: {
          lastStep: { from: exampleEmail, stepID: '0_0_0', timestamp_executed: exampleTime }
        },
        payload: { firstName: 'Ben', favouriteTea: 'Assam' },
        upload_method: 'api',
        esp_code: 1
      }
    ]
  }
)
export interface Lead extends Static<typeof Lead> {}

/** All possible leads, more than published: the status may be 0, and the interest that of a label. */
export const KeptLead = Type.Object(
  {
    ...Lead.properties,
    status: number('The state of the lead.', 1),
    lt_interest_status: Type.Optional(number('How interested the lead is.', 1))
  },
  { additionalProperties: false }
)
