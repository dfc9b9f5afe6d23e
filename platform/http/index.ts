export { type ApiParts, type Audience, createApi, requestIdOf } from './api.ts'
export { type Problem, problem } from './problem.ts'
export { type AnyRouteDefinition, type Route, type RouteDefinition, route } from './route.ts'
export { demandSameOrigin, securityHeaders } from './security.ts'
