/** One name for one code system. */

const volven = 'urn:oid:2.16.578.1.12.4.1.1.'

/** The URIs by which the same Volven code list goes, and the OID as some forms shorten it. */
const volvenForms = [
  /^urn:oid:2\.16\.578\.1\.12\.4\.1\.1\.(\d+)$/,
  /^https?:\/\/ehelse\.no\/fhir\/CodeSystem\/no-kodeverk-(\d+)(?:-[a-z]+)?$/,
  /^https?:\/\/helsedir\.no\/fhir\/CodeSystem\/no-kodeverk-(\d+)(?:-[a-z]+)?$/,
  /^https?:\/\/helsenorge\.no\/fhir\/CodeSystem\/no-kodeverk-(\d+)(?:\.codesystem)?$/,
  // Answer lists of the form builder leave one arc out: …4.1.1101 for 1.1101.
  /^urn:oid:2\.16\.578\.1\.12\.4\.1\.([1-9]\d{3})$/,
]

/** Other names for systems that are no Volven lists, or that have a better known name. */
const aliases: Readonly<Record<string, string>> = {
  [`${volven}7180`]: 'http://www.whocc.no/atc',
  'http://whocc.no/atc': 'http://www.whocc.no/atc',
  'https://www.whocc.no/atc': 'http://www.whocc.no/atc',
  'urn:oid:2.16.840.1.113883.6.73': 'http://www.whocc.no/atc',
  'urn:oid:2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  'urn:oid:2.16.840.1.113883.6.1': 'http://loinc.org',
  'urn:oid:2.16.840.1.113883.6.8': 'http://unitsofmeasure.org',
}

/**
 * The name this server uses for a code system, whichever of its names is given: for Volven the OID as no-basis has it. An
 * unknown name is its own. Pure and cheap: it runs for every coding that is indexed or searched for.
 */
export function canonicalSystem(uri: string): string {
  // Most systems in records are HL7's own: no pattern needs to look at them.
  if (!uri.startsWith('urn:oid:2.16.') && !uri.includes('no-kodeverk-')) return own(aliases, uri) ?? uri
  for (const form of volvenForms) {
    const number = form.exec(uri)?.[1]
    if (number !== undefined) return own(aliases, volven + number) ?? volven + number
  }
  return own(aliases, uri) ?? uri
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
