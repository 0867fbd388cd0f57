import { hundred } from './campaign.ts'

/** The smallest Mockoon environment with a CRUD route over a data bucket. */
export const mockoon = (port: number) => ({
  uuid: '5a6d8f0a-0000-4000-8000-000000000001',
  lastMigration: 33,
  name: 'campaigns',
  port,
  hostname: '127.0.0.1',
  endpointPrefix: '',
  latency: 0,
  folders: [],
  rootChildren: [{ type: 'route', uuid: '5a6d8f0a-0000-4000-8000-000000000002' }],
  routes: [
    {
      uuid: '5a6d8f0a-0000-4000-8000-000000000002',
      type: 'crud',
      documentation: '',
      method: '',
      endpoint: 'api/v2/campaigns',
      responses: [
        {
          uuid: '5a6d8f0a-0000-4000-8000-000000000003',
          body: '',
          latency: 0,
          statusCode: 200,
          label: 'CRUD',
          headers: [],
          bodyType: 'DATABUCKET',
          filePath: '',
          databucketID: 'camp',
          sendFileAsBody: false,
          rules: [],
          rulesOperator: 'OR',
          disableTemplating: true,
          fallbackTo404: false,
          default: true,
          crudKey: 'id',
          callbacks: []
        }
      ],
      responseMode: null,
      streamingMode: null,
      streamingInterval: 0
    }
  ],
  proxyMode: false,
  proxyHost: '',
  proxyRemovePrefix: false,
  tlsOptions: {
    enabled: false,
    type: 'CERT',
    pfxPath: '',
    certPath: '',
    keyPath: '',
    caPath: '',
    passphrase: ''
  },
  cors: true,
  headers: [],
  proxyReqHeaders: [],
  proxyResHeaders: [],
  data: [
    {
      uuid: '5a6d8f0a-0000-4000-8000-000000000004',
      id: 'camp',
      name: 'campaigns',
      documentation: '',
      value: JSON.stringify(hundred)
    }
  ],
  callbacks: []
})
