import { badRequest } from '../../errors.ts'
import type { Email } from './schema.ts'

type File = NonNullable<Email['attachment_json']>['files'][number]

/**
 * The attachments in a JSON text: a list of files, or an object with one as `files`, as in emails.
 * @throws ApiError 400 if it is neither (a choice)
 */
export function attachmentsOf(json = ''): Email['attachment_json'] {
  if (!json.trim()) return undefined
  const parsed = parse(json)
  const files: unknown = Array.isArray(parsed) ? parsed : Object(parsed).files
  if (Array.isArray(files) && files.every(isFile)) return { files: files.map(fileOf) }
  throw broken(json)
}

const broken = (json: string) =>
  badRequest(
    `body/forwarded_attachments is ${json.slice(0, 80)}, wanted a JSON list of files, each with a filename`
  )

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw broken(json)
  }
}

const isFile = (file: unknown): file is File => typeof Object(file).filename === 'string'

/** A file as the entity shows it. */
const fileOf = ({ filename, size, type, url }: File): File => ({
  filename,
  ...(typeof size === 'number' && { size }),
  ...(typeof type === 'string' && { type }),
  ...(typeof url === 'string' && { url })
})
