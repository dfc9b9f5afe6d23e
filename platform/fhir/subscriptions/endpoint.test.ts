import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../errors/index.ts'
import { isPublic } from './address.ts'
import { type EndpointRules, findDestination, parseEndpoint, type Resolve } from './endpoint.ts'
import { parseHeaders } from './headers.ts'

const strict: EndpointRules = { privateHosts: [], http: false }

/** What names mean; the open internet is not asked. */
const names: Record<string, readonly string[]> = {
  'hooks.example.no': ['93.184.215.14'],
  'both.example.no': ['93.184.215.14', '2a00:1450:400f:80d::200e'],
  'rebind.example.no': ['127.0.0.1'],
  'mixed.example.no': ['93.184.215.14', '10.0.0.7'],
  'six.example.no': ['fd12:3456::1'],
  'mapped.example.no': ['::ffff:169.254.169.254'],
  'metadata.example.no': ['169.254.169.254'],
}
const resolve: Resolve = async (host) => names[host] ?? Promise.reject(new Error('ENOTFOUND'))

describe('an endpoint inside the network', () => {
  test.each([
    ['loopback', 'https://127.0.0.1/'],
    ['loopback, another of its addresses', 'https://127.8.8.8/'],
    ['loopback, short', 'https://127.1/'],
    ['loopback, decimal', 'https://2130706433/'],
    ['loopback, octal', 'https://0177.0.0.1/'],
    ['loopback, hex', 'https://0x7f.0.0.1/'],
    ['loopback, all hex', 'https://0x7f000001/'],
    ['loopback, full-width digits', 'https://１２７.0.0.1/'],
    ['loopback, percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['this host', 'https://0.0.0.0/'],
    ['this host, one digit', 'https://0/'],
    ['private 10', 'https://10.1.2.3/'],
    ['private 172.16', 'https://172.16.0.1/'],
    ['private 172.31, hex', 'https://0xac1f0001/'],
    ['private 192.168', 'https://192.168.1.1/'],
    ['private 192.168, octal', 'https://0300.0250.1.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['link-local: metadata of clouds', 'https://169.254.169.254/latest/meta-data'],
    ['link-local, decimal', 'https://2852039166/'],
    ['metadata of Azure', 'https://168.63.129.16/'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['reserved', 'https://240.0.0.1/'],
    ['benchmarking', 'https://198.18.0.1/'],
    ['documentation', 'https://203.0.113.5/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['IPv6 loopback, long', 'https://[0:0:0:0:0:0:0:1]/'],
    ['IPv6 any', 'https://[::]/'],
    ['IPv4 mapped into IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['IPv4 mapped into IPv6, hex', 'https://[::ffff:7f00:1]/'],
    ['a public IPv4 mapped into IPv6', 'https://[::ffff:93.184.215.14]/'],
    ['IPv4-compatible IPv6', 'https://[::10.0.0.1]/'],
    ['NAT64', 'https://[64:ff9b::a00:1]/'],
    ['6to4 of a private address', 'https://[2002:a00:1::]/'],
    ['Teredo', 'https://[2001:0:4136:e378::1]/'],
    ['unique local', 'https://[fd00::1]/'],
    ['link-local IPv6', 'https://[fe80::1]/'],
    ['site-local IPv6', 'https://[fec0::1]/'],
    ['multicast IPv6', 'https://[ff02::1]/'],
    ['documentation IPv6', 'https://[2001:db8::1]/'],
    ['localhost', 'https://localhost/'],
    ['localhost with a dot', 'https://localhost./'],
    ['a name under localhost', 'https://api.localhost/'],
    ['a name without a dot', 'https://postgres/'],
    ['an inner name', 'https://metadata.google.internal/'],
    ['a name of the local network', 'https://printer.local/'],
    ['a name that means loopback', 'https://rebind.example.no/'],
    ['a name that means loopback, with a dot', 'https://rebind.example.no./'],
    ['a name that means a public and a private address', 'https://mixed.example.no/'],
    ['a name that means a unique local address', 'https://six.example.no/'],
    ['a name that means a mapped address', 'https://mapped.example.no/'],
    ['a name that means the metadata service', 'https://metadata.example.no/'],
    ['a name nobody knows', 'https://nobody.example.no/'],
  ])('is refused, in the same words: %s', async (_what, url) => {
    expect(await findDestination(url, strict, resolve)).toMatchObject({
      refused: 'endpoint-refused',
      diagnostics: 'The endpoint’s host cannot be called from here.',
    })
  })
})

describe('an endpoint', () => {
  test.each([
    ['plain http', 'http://hooks.example.no/'],
    ['another port', 'https://hooks.example.no:22/'],
    ['a database’s port', 'https://hooks.example.no:5432/'],
    ['a user', 'https://me:secret@hooks.example.no/'],
    ['a fragment', 'https://hooks.example.no/#x'],
    ['another scheme', 'file:///etc/passwd'],
    ['gopher', 'gopher://hooks.example.no/'],
    ['a backslash', 'https:\\\\hooks.example.no\\'],
    ['a line end', 'https://hooks.example.no/\r\nHost: x'],
    ['no address', '/hook'],
  ])('is refused with %s', (_what, url) => {
    expect(isRefusal(parseEndpoint(url, strict))).toBe(true)
  })

  test('on the open internet is called at the address that was looked at', async () => {
    expect(await findDestination('https://hooks.example.no/hook', strict, resolve)).toMatchObject({
      addresses: ['93.184.215.14'],
    })
    expect(await findDestination('https://both.example.no:8443/hook', strict, resolve)).toMatchObject({
      addresses: ['93.184.215.14', '2a00:1450:400f:80d::200e'],
    })
    expect(await findDestination('https://[2a00:1450:400f:80d::200e]/', strict, resolve)).toMatchObject({
      addresses: ['2a00:1450:400f:80d::200e'],
    })
  })

  test('that is private is called only as the operator wrote it', async () => {
    const rules: EndpointRules = { privateHosts: ['127.0.0.1:9000', 'rebind.example.no'], http: false }
    expect(isRefusal(await findDestination('http://127.0.0.1:9000/', rules, resolve))).toBe(false)
    expect(isRefusal(await findDestination('http://rebind.example.no:81/', rules, resolve))).toBe(false)
    expect(isRefusal(await findDestination('http://127.0.0.1:9001/', rules, resolve))).toBe(true)
    expect(isRefusal(await findDestination('http://127.0.0.2:9000/', rules, resolve))).toBe(true)
  })

  test('may be plain http where the operator says so, and is still looked at', async () => {
    const rules: EndpointRules = { privateHosts: [], http: true }
    expect(isRefusal(await findDestination('http://hooks.example.no/', rules, resolve))).toBe(false)
    expect(isRefusal(await findDestination('http://hooks.example.no:22/', rules, resolve))).toBe(true)
    expect(isRefusal(await findDestination('http://rebind.example.no/', rules, resolve))).toBe(true)
  })
})

test('an address with a zone, or that is none, is not public', () => {
  for (const address of ['fe80::1%eth0', '2a00:1450::1%1', 'x', '', '1.2.3', '1.2.3.4.5'])
    expect(isPublic(address), address).toBe(false)
  expect(isPublic('8.8.8.8')).toBe(true)
})

describe('a header of the client’s own', () => {
  test.each([
    'Host: inner',
    'Connection: keep-alive',
    'Transfer-Encoding: chunked',
    'Content-Length: 1',
    'Content-Type: text/plain',
    'Cookie: a=b',
    'Proxy-Authorization: x',
    'Upgrade: h2c',
    'X-Forwarded-For: 1.2.3.4',
    'X-aws-ec2-metadata-token: x',
    'X-HTTP-Method-Override: DELETE',
    'Metadata-Flavor: Google',
    'Lomma-Signature: t=1,v1=x',
    'Authorization: a\r\nHost: b',
    'no colon',
    ': empty',
    'X-Key: ø',
  ])('is refused: %s', (line) => expect(isRefusal(parseHeaders([line]))).toBe(true))

  test('is kept when it is neutral; a masked value keeps what was there', () => {
    expect(parseHeaders(['Authorization: Bearer x:y', 'X-Tenant: 7'])).toEqual({
      authorization: 'Bearer x:y',
      'x-tenant': '7',
    })
    expect(parseHeaders(['Authorization: ***'], { authorization: 'Bearer x' })).toEqual({ authorization: 'Bearer x' })
    expect(isRefusal(parseHeaders(['Authorization: ***']))).toBe(true)
  })
})
