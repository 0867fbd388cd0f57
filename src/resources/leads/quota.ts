import { planOf } from '../../controls/plan/verbs.ts'
import { forbidden } from '../../errors.ts'
import type { World } from '../../world/world.ts'

/** The number of leads in campaigns, kept by triggers: counting them would take longer than adding one. */
export const quotaTables = `
  CREATE TABLE leads_in_plan (count INTEGER NOT NULL) STRICT;
  INSERT INTO leads_in_plan VALUES (0);
  CREATE TRIGGER leads_in_plan_more AFTER INSERT ON leads WHEN new.campaign IS NOT NULL BEGIN
    UPDATE leads_in_plan SET count = count + 1;
  END;
  CREATE TRIGGER leads_in_plan_less AFTER DELETE ON leads WHEN old.campaign IS NOT NULL BEGIN
    UPDATE leads_in_plan SET count = count - 1;
  END;
  CREATE TRIGGER leads_in_plan_moved AFTER UPDATE OF campaign ON leads BEGIN
    UPDATE leads_in_plan SET count = count + (new.campaign IS NOT NULL) - (old.campaign IS NOT NULL);
  END`

/** The plan counts the leads in campaigns, duplicates included; deletion frees their places (reported live). */
export const quotaOf = (world: World) => ({
  remaining(): number {
    const used = Number(world.sql('SELECT count FROM leads_in_plan').pluck().get())
    return Math.max(planOf(world).read().lead_quota - used, 0)
  }
})

/** The text is reported live. */
export const planIsFull = () => forbidden('Lead limit reached. Remaining uploads: 0')
