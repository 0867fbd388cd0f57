import { Type } from 'typebox'

/**
 * The error bodies that routes document, each published once under its title. Fastify's error handler serialises a
 * documented status with its schema, which drops the `code` that an undocumented one carries, as on the service.
 */
export const error = (statusCode: number, name: string, message: string, description: string) =>
  Type.Object(
    {
      statusCode: Type.Number({
        description: 'The HTTP status.',
        enum: [statusCode],
        examples: [statusCode]
      }),
      error: Type.String({ description: 'The name of the status.', enum: [name], examples: [name] }),
      message: Type.String({ description: 'What is wrong.', examples: [message] })
    },
    { title: name.replaceAll(' ', ''), description, examples: [{ statusCode, error: name, message }] }
  )

export const errorSchemas = {
  400: error(400, 'Bad Request', "body must have required property 'name'", 'The request is invalid.'),
  401: error(401, 'Unauthorized', 'Invalid API key', 'The key is missing, unknown, or lacks the scope.'),
  402: error(
    402,
    'Payment Required',
    'Workspace does not have an active paid plan',
    'The workspace has no paid plan.'
  ),
  403: error(403, 'Forbidden', 'Forbidden', 'The key or the plan does not allow this.'),
  404: error(404, 'Not Found', 'Resource not found', 'There is nothing with this id.'),
  409: error(409, 'Conflict', 'A tag with this name already exists.', 'The name is taken.'),
  429: error(429, 'Too Many Requests', 'Rate limit exceeded', 'A rate limit is exceeded.')
}

/** The body of the few errors that consist of `message` alone. */
export const messageOnly = (message: string) =>
  Type.Object(
    { message: Type.Optional(Type.String({ description: 'What is wrong.', examples: [message] })) },
    { description: message, examples: [{ message }] }
  )

/** The body of those that consist of `error` alone. */
export const errorOnly = (text: string) =>
  Type.Object(
    { error: Type.Optional(Type.String({ description: 'What is wrong.', examples: [text] })) },
    { description: text, examples: [{ error: text }] }
  )
