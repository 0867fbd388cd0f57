import { readFileSync } from 'node:fs'
import { AjvCompiler } from '@fastify/ajv-compiler'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { literally, mistake } from '../ajv.ts'
import { ApiError } from '../errors.ts'
import { once } from '../once.ts'
import { bundledFixture, bundledFixtures } from '../package.ts'
import { keptResources } from '../resources/index.ts'

/** Entities by the resource's name, and the id of the workspace that they belong to. */
export type Fixture = { organization?: string; entities: Record<string, object[]> }

/** A fixture file as a schema; entities are as the API shows them, read-only fields included. */
export const fixtureSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    organization: { type: 'string', format: 'uuid' },
    ...Object.fromEntries(
      keptResources.map(([, { name, entity }]) => [
        name,
        { type: 'array', items: { ...entity, $id: undefined } }
      ])
    )
  }
}

/** A name without a path or an ending is that of a fixture that comes with the program. */
export const isBundledName = (source: string) => /^[\w-]+$/.test(source)

/**
 * Reads a fixture by its file's path, or one of those that come with the program by its name (`empty`, `small`).
 * @throws FixtureError that names the file, the place in it, what was found and what is wanted
 */
export async function readFixture(source: string): Promise<Fixture> {
  if (isBundledName(source) && !bundledFixtures().includes(source)) {
    throw new FixtureError(
      `No fixture ${source} comes with the program, wanted one of ${bundledFixtures().join(', ')}`
    )
  }
  const path = isBundledName(source) ? bundledFixture(source) : source
  return checkFixture(parse(path), path)
}

/** @throws FixtureError; `from` is what its message calls the fixture */
export async function checkFixture(value: unknown, from: string): Promise<Fixture> {
  const validate = validator()
  if (validate(value)) {
    const { organization, ...entities } = value as { organization?: string } & Record<string, object[]>
    return { organization, entities }
  }
  const [error] = validate.errors as [ErrorObject]
  const place = error.instancePath.slice(1) || 'the fixture'
  throw new FixtureError(`${from}: ${place} ${mistake(error)}`)
}

/** Also a refusal, where a client of the control plane sent the fixture or named it. */
export class FixtureError extends ApiError {
  constructor(message: string) {
    super(400, message)
  }
}

const validator = once(
  () => AjvCompiler()({}, { customOptions: literally })({ schema: fixtureSchema }) as ValidateFunction
)

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new FixtureError(`${path}: ${(error as Error).message.replace(/\s+/g, ' ')}`)
  }
}
