import { Type } from 'typebox'
import { maybe, number, text } from '../schemas.ts'

export const Attachments = Type.Object(
  {
    files: Type.Array(
      Type.Object(
        {
          filename: text('The name of the file.', 'prices.pdf'),
          size: Type.Optional(number('The size in bytes.', 20480)),
          type: Type.Optional(text('Its media type.', 'application/pdf')),
          url: Type.Optional(
            text('Where to download it.', 'https://files.example.com/prices.pdf', { format: 'uri' })
          ),
          error: maybe(text('Why it could not be stored.', 'Upload failed'))
        },
        { additionalProperties: false }
      ),
      { description: 'One item per file.' }
    )
  },
  {
    description: 'The files that came with the email; null or absent when there are none.',
    readOnly: true,
    additionalProperties: false,
    examples: [{ files: [{ filename: 'prices.pdf', size: 20480, type: 'application/pdf' }] }]
  }
)
