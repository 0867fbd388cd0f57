import { AjvCompiler } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'
import { once } from '../once.ts'
import { JsonDocument } from '../world/document.ts'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
type ValidatorFactory = ReturnType<typeof AjvCompiler>
type Schemas = Parameters<ValidatorFactory>[0]
type Options = Parameters<ValidatorFactory>[1]
type Route = Parameters<ReturnType<ValidatorFactory>>[0]

/** Fastify's own compilers, run on each schema's first use. */
export const compilers: Compilers = {
  buildValidator(schemas: Schemas, options: Options) {
    const compiler = once(() => AjvCompiler()(schemas, options))
    return (route: Route) => {
      const validate = once(() => compiler()(route))
      const lazy = (data: unknown) => {
        const valid = validate()(data)
        lazy.errors = validate().errors
        return valid
      }
      lazy.errors = null as ReturnType<typeof validate>['errors']
      return lazy as ReturnType<typeof validate>
    }
  },
  buildSerializer(schemas, options) {
    const compiler = once(() => SerializerSelector()(schemas, options))
    return (route) => {
      const serialize = once(() => compiler()(route))
      // Its type does not allow for bytes.
      return (data) => (data instanceof JsonDocument ? (data.wire as string) : serialize()(data))
    }
  }
}
