/** What screens need of the router; `navigate` and links are in navigation.ts. */
export { useLocation, useParams, useSearchParams } from 'wouter'
