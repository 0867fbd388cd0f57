import t from 'tap'
import { nearest } from '../src/nearest.ts'

t.test('a misspelt name finds the similar one', async (t) => {
  const known = ['listCampaign', 'getCampaign', 'createCampaign', 'listLeads']
  for (const [given, meant] of [
    ['listCampaign', 'listCampaign'],
    ['listCampaigns', 'listCampaign'],
    ['lsitCampaign', 'listCampaign'],
    ['getCampain', 'getCampaign'],
    ['CREATECAMPAIGN', 'createCampaign'],
    ['listLead', 'listLeads'],
    ['deleteWebhook', undefined],
    ['', undefined]
  ] as const) {
    t.equal(nearest(given, known), meant, given)
  }
  t.equal(nearest('listCampaign', []), undefined)
})

t.test('two letters that changed places are one mistake, not two', async (t) => {
  t.equal(nearest('abdc', ['abcd', 'abdxx']), 'abcd')
  t.equal(nearest('ba', ['abcdef', 'ab']), 'ab')
})
