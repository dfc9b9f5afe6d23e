import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Addresses that are not the open internet: the special-purpose registries of IANA (RFC 6890 and its successors). A
 * notification to one of these would let a client make the server knock on doors inside its own network.
 */
const closed4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Metadata and platform addresses of cloud providers that look public.
  ['168.63.129.16', 32],
]

/** Inside 2000::/3, the only global unicast space; all outside it is closed. */
const closed6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
]

const closed = new BlockList()
for (const [net, prefix] of closed4) closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of closed6) closed.addSubnet(net, prefix, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** True for an address on the open internet. IPv4 in IPv6 clothes (mapped, NAT64, 6to4, Teredo) is never one. */
export function isPublic(address: string): boolean {
  const bare = address.split('%')[0] ?? ''
  if (isIPv4(bare)) return !closed.check(bare, 'ipv4')
  return isIP(bare) === 6 && !address.includes('%') && global6.check(bare, 'ipv6') && !closed.check(bare, 'ipv6')
}
