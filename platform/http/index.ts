export { type AnyRouteDefinition, type Route, type RouteDefinition, route } from './route.ts'
