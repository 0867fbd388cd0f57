import { Type } from 'typebox'
import { integer, number } from '../../schemas.ts'

/** The counts of whole campaigns, as `analytics` and `overview` name them. */
export const opens = {
  open_count: integer('How often emails were opened.', 80),
  open_count_unique: Type.Optional(integer('How many leads opened one.', 40)),
  open_count_unique_by_step: Type.Optional(integer('How many leads opened one, counted per step.', 60))
}
export const replies = {
  reply_count: integer('How many replies came in, without automatic ones.', 12),
  reply_count_unique: Type.Optional(integer('How many leads replied.', 10)),
  reply_count_unique_by_step: Type.Optional(integer('How many leads replied, counted per step.', 11)),
  reply_count_automatic: Type.Optional(integer('How many automatic replies came in.', 3)),
  reply_count_automatic_unique: Type.Optional(integer('How many leads sent an automatic reply.', 2)),
  reply_count_automatic_unique_by_step: Type.Optional(
    integer('How many leads sent an automatic reply, counted per step.', 3)
  )
}
export const clicks = {
  link_click_count: integer('How often links were clicked.', 20),
  link_click_count_unique: Type.Optional(integer('How many leads clicked one.', 15)),
  link_click_count_unique_by_step: Type.Optional(integer('How many leads clicked one, counted per step.', 18))
}
export const ends = {
  bounced_count: integer('How many leads had an email bounce.', 2),
  unsubscribed_count: integer('How many leads unsubscribed.', 1),
  completed_count: integer('How many leads completed the campaign.', 70)
}
export const sent = integer('How many emails were sent.', 200)
export const contacted = integer('How many leads were emailed.', 100)
export const newLeadsContacted = integer('How many leads were emailed for the first time.', 25)
export const opportunities = {
  total_opportunities: integer('How many leads showed interest.', 5),
  total_opportunity_value: number('What these are worth.', 500)
}

/** The counts by day or step, as `daily` and `steps` name them. */
export const engagement = {
  opened: integer('How often emails were opened.', 80),
  unique_opened: integer('How many leads opened one.', 40),
  replies: integer('How many replies came in, without automatic ones.', 12),
  unique_replies: integer('How many leads replied.', 10),
  replies_automatic: integer('How many automatic replies came in.', 3),
  unique_replies_automatic: integer('How many leads sent an automatic reply.', 2),
  clicks: integer('How often links were clicked.', 20),
  unique_clicks: integer('How many leads clicked one.', 15)
}
