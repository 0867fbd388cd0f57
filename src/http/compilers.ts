import { createRequire } from 'node:module'
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify'
import { Stored } from '../workspace/stored.ts'

/** Fastify's own compilers, loaded when the first schema is needed and run on each schema's first use. */
const load = createRequire(import.meta.url)

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

export const compilers: Compilers = {
  buildValidator(schemas: object, options?: object) {
    const compiler = once(() => load('@fastify/ajv-compiler')()(schemas, options))
    return (route: object) => {
      const validate = once(() => compiler()(route))
      const lazy = (data: unknown) => {
        const valid = validate()(data)
        lazy.errors = validate().errors
        return valid
      }
      lazy.errors = null
      return lazy
    }
  },
  buildSerializer(schemas, options) {
    const compiler = once(() => load('@fastify/fast-json-stringify-compiler')()(schemas, options))
    return (route) => {
      const serialize = once(() => compiler()(route))
      return (data) => (data instanceof Stored ? data.wire : serialize()(data))
    }
  }
}

/** For the control plane: a field that is not known is a mistake, not something to drop. */
export const strictCompiler: FastifySchemaCompiler<unknown> = compilers.buildValidator?.(
  {},
  { customOptions: { removeAdditional: false, allowUnionTypes: true } }
) as FastifySchemaCompiler<unknown>

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
