import type { FastifyRequest } from 'fastify'
import { operationsFor } from '../paths.ts'
import { keyIn } from './auth.ts'

/** A guess at what a refused client meant, if there is one. */
export function hintFor(request: FastifyRequest, status: number): string | undefined {
  if (status === 404 && request.operationId === undefined) return pathHint(request)
  if (status === 401) return keyHint(request)
  return undefined
}

/** Prefixes that are missing, incomplete or doubled. */
const beginning = /^(\/(_mock|api|v\d))+(?=\/)/

function pathHint({ method, originalUrl }: FastifyRequest): string | undefined {
  const [path = ''] = originalUrl.split('?')
  const meant = `/api/v2${path.replace(beginning, '').replace(/\/$/, '')}`
  return operationsFor(method, meant).length > 0 ? `did you mean ${meant}?` : undefined
}

function keyHint({ headers, server }: FastifyRequest): string | undefined {
  const key = keyIn(headers.authorization)
  if (!key || server.services.keys.find(key)) return undefined
  return 'wanted mock_<any name>, a configured or created key, or a server with --any-key'
}
