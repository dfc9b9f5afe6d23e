import type { WriteTemplate } from '../contract/index.ts'

interface DemoTemplate extends Omit<WriteTemplate, 'version'> {
  readonly key: string
}

/** Words an office begins with: short, plain, with what to do. */
export const demoTemplates: readonly DemoTemplate[] = [
  {
    key: 'decline-visit',
    name: 'Trenger time',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Jeg vil snakke med deg før du får mer av denne medisinen. Ring oss på {telefon} og bestill time.',
      nn: 'Eg vil snakke med deg før du får meir av denne medisinen. Ring oss på {telefon} og bestill time.',
      se: 'Hálidan hupmat duinna ovdal go oaččut eanet dán dálkasa. Riŋge midjiide {telefon} ja diŋgo diimmu.',
      en: 'I want to talk with you before you get more of this medicine. Call us on {telefon} to make an appointment.',
    },
  },
  {
    key: 'decline-test',
    name: 'Trenger blodprøve',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Du trenger en blodprøve før vi fornyer denne. Ring oss på {telefon} og avtal tid. Jeg svarer når prøven er klar.',
      nn: 'Du treng ei blodprøve før vi fornyar denne. Ring oss på {telefon} og avtal tid. Eg svarar når prøva er klar.',
      se: 'Dárbbašat varraiskosa ovdal go ođasmahttit dán. Riŋge midjiide {telefon} ja soabadala áiggi. Vástidan go iskkus lea gárvvis.',
      en: 'You need a blood test before we renew this. Call us on {telefon} to agree on a time. I answer when the result is ready.',
    },
  },
  {
    key: 'decline-enough',
    name: 'Har nok',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Du har fortsatt uttak igjen på resepten. Hent på apoteket, og be om ny når det siste er hentet.',
      nn: 'Du har framleis uttak att på resepten. Hent på apoteket, og be om ny når det siste er henta.',
      se: 'Dus leat ain viežžamat reseaptas. Viečča apotehkas, ja bivdde ođđa go maŋemus lea vižžon.',
      en: 'You still have dispensings left. Collect at the pharmacy, and ask again when the last is collected.',
    },
  },
  {
    key: 'decline-stopped',
    name: 'Skal ikke brukes mer',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Vi har avtalt at du skal slutte med denne medisinen. Ring oss på {telefon} hvis du er usikker.',
      nn: 'Vi har avtalt at du skal slutte med denne medisinen. Ring oss på {telefon} om du er usikker.',
      se: 'Mii leat soahpan ahte galggat heaitit dáinna dálkasiin. Riŋge midjiide {telefon} jus it leat sihkar.',
      en: 'We have agreed that you stop taking this medicine. Call us on {telefon} if you are unsure.',
    },
  },
  {
    key: 'decline-specialist',
    name: 'Spesialist fornyer',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Denne medisinen er det spesialisten som fornyer. Ta kontakt med avdelingen som følger deg opp.',
      nn: 'Denne medisinen er det spesialisten som fornyar. Ta kontakt med avdelinga som følgjer deg opp.',
      se: 'Spesialista ođasmahttá dán dálkasa. Váldde oktavuođa ossodagain mii čuovvula du.',
      en: 'This medicine is renewed by the specialist. Contact the department that follows you up.',
    },
  },
  {
    key: 'decline-replaced',
    name: 'Byttet til annen',
    kinds: ['fornyelse'],
    uses: ['decline'],
    texts: {
      nb: 'Du har fått en annen medisin i stedet for denne. Bruk den nye, og ikke begge samtidig.',
      nn: 'Du har fått ein annan medisin i staden for denne. Bruk den nye, og ikkje begge samstundes.',
      se: 'Leat ožžon eará dálkasa dán sajis. Geavat ođđasa, ale goappašiid oktanaga.',
      en: 'You have got another medicine instead of this. Take the new one, and not both at the same time.',
    },
  },
  {
    key: 'outside-phone',
    name: 'Snakket på telefon',
    kinds: ['fornyelse'],
    uses: ['outside'],
    texts: {
      nb: 'Vi snakket om dette på telefon, og det er ordnet.',
      nn: 'Vi snakka om dette på telefon, og det er ordna.',
      se: 'Humaimet dán birra telefovnnas, ja dat lea ortnegis.',
      en: 'We talked about this on the phone, and it is settled.',
    },
  },
  {
    key: 'outside-visit',
    name: 'Ordnet i time',
    kinds: ['fornyelse'],
    uses: ['outside'],
    texts: {
      nb: 'Vi ordnet resepten da du var til time.',
      nn: 'Vi ordna resepten då du var til time.',
      se: 'Ordniimet reseaptta go ledjet diimmus.',
      en: 'We settled the prescription when you were here.',
    },
  },
  {
    key: 'outside-written',
    name: 'Resept er skrevet',
    kinds: ['fornyelse'],
    uses: ['outside'],
    texts: {
      nb: 'Resepten er allerede skrevet. Du kan hente på apoteket.',
      nn: 'Resepten er alt skriven. Du kan hente på apoteket.',
      se: 'Reseapta lea juo čállojuvvon. Sáhtát viežžat apotehkas.',
      en: 'The prescription is already written. You can collect at the pharmacy.',
    },
  },
  {
    key: 'reply-thanks',
    name: 'Takk, vi ser på det',
    kinds: [],
    uses: ['reply'],
    texts: {
      nb: 'Hei {fornavn}. Takk for meldingen. Vi svarer innen {frist}. Hilsen {avsender}, {kontor}.',
      nn: 'Hei {fornavn}. Takk for meldinga. Vi svarar innan {frist}. Helsing {avsender}, {kontor}.',
      se: 'Bures {fornavn}. Giitu dieđus. Mii vástidit ovdal {frist}. Dearvvuođat {avsender}, {kontor}.',
      en: 'Hello {fornavn}. Thank you for your message. We answer by {frist}. Regards, {avsender}, {kontor}.',
    },
  },
  {
    key: 'reply-visit',
    name: 'Bestill time',
    kinds: [],
    uses: ['reply'],
    texts: {
      nb: 'Hei {fornavn}. Dette bør {lege} se på. Bestill time her i portalen, eller ring oss på {telefon}. Hilsen {avsender}.',
      nn: 'Hei {fornavn}. Dette bør {lege} sjå på. Bestill time her i portalen, eller ring oss på {telefon}. Helsing {avsender}.',
      se: 'Bures {fornavn}. Dán berre {lege} geahčadit. Diŋgo diimmu dáppe portálas, dahje riŋge midjiide {telefon}. Dearvvuođat {avsender}.',
      en: 'Hello {fornavn}. {lege} should look at this. Book an appointment here in the portal, or call us on {telefon}. Regards, {avsender}.',
    },
  },
  {
    key: 'outside-phone-any',
    name: 'Ordnet på telefon',
    kinds: [],
    uses: ['outside'],
    texts: {
      nb: 'Hei {fornavn}. Vi ordnet dette på telefon. Ring {kontor} på {telefon} hvis noe er uklart.',
      nn: 'Hei {fornavn}. Vi ordna dette på telefon. Ring {kontor} på {telefon} om noko er uklart.',
      se: 'Bures {fornavn}. Mii ordniimet dán telefovnnas. Riŋge {kontor} {telefon} jus mihkkege lea eahpečielggas.',
      en: 'Hello {fornavn}. We settled this on the phone. Call {kontor} on {telefon} if anything is unclear.',
    },
  },
]
