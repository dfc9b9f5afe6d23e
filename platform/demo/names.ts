import type { Language } from '../registers/index.ts'
import { pick } from './random.ts'

export type List = readonly [string, ...string[]]

/** Names of one group. Surnames are put together of parts, so that nobody real is meant. */
export interface NameGroup {
  readonly female: List
  readonly male: List
  readonly first: List
  readonly last: List
  readonly middleNames: boolean
  /** Languages of the contact register in this group. */
  readonly languages: readonly [Language, ...Language[]]
}

// biome-ignore format: a list of names reads best in rows
const norwegian: NameGroup = {
  female: [
    'Anna', 'Berit', 'Dagny', 'Eline', 'Emilie', 'Frøydis', 'Gunvor', 'Hedda', 'Helga', 'Idun', 'Ingeborg', 'Jenny',
    'Karen', 'Liv', 'Maja', 'Marit', 'Nora', 'Oda', 'Ragna', 'Randi', 'Sara', 'Selma', 'Signe', 'Tuva', 'Turid', 'Unni',
    'Vigdis', 'Ylva', 'Åse',
  ],
  male: [
    'Aksel', 'Anders', 'Arne', 'Birger', 'Brage', 'Egil', 'Einar', 'Emil', 'Erlend', 'Filip', 'Gaute', 'Halvor',
    'Harald', 'Isak', 'Ivar', 'Jakob', 'Kåre', 'Lars', 'Mathias', 'Noah', 'Odin', 'Oskar', 'Per', 'Roar', 'Sander',
    'Sivert', 'Terje', 'Vegard', 'Øyvind',
  ],
  first: ['Alv', 'Bekke', 'Dis', 'Elve', 'Fjære', 'Grøn', 'Hav', 'Is', 'Kvit', 'Lauv', 'Myr', 'Rim', 'Skodde', 'Stav', 'Tang', 'Vind'],
  last: ['bakkmo', 'brenna', 'dalheim', 'foss', 'gjerdet', 'hamnes', 'høgda', 'kroken', 'lunden', 'nesset', 'røysa', 'skaret', 'tjernet', 'vika'],
  middleNames: true,
  languages: ['nb', 'nb', 'nb', 'nb', 'nb', 'nb', 'nn'],
}

const sami: NameGroup = {
  female: ['Áile', 'Biret', 'Elle', 'Inga', 'Láilá', 'Máijá', 'Rávdná', 'Sárá'],
  male: ['Ánte', 'Áslat', 'Issát', 'Jovnna', 'Mihkkal', 'Niillas', 'Piera', 'Sámmol'],
  first: ['Čáhppes', 'Guolle', 'Jiekŋa', 'Muohta', 'Rássi', 'Skuolf'],
  last: ['jávri', 'johka', 'nuorri', 'várri', 'vuopmi'],
  middleNames: true,
  languages: ['se', 'se', 'nb'],
}

const immigrant: readonly [NameGroup, ...NameGroup[]] = [
  {
    female: ['Agnieszka', 'Ewa', 'Hanna', 'Joanna', 'Lena', 'Zofia'],
    male: ['Jakub', 'Marek', 'Piotr', 'Rafał', 'Szymon', 'Tomasz'],
    first: ['Brzoz', 'Dębin', 'Jesion', 'Wierzb'],
    last: ['iczak', 'owianka', 'ulec'],
    middleNames: false,
    languages: ['en', 'nb'],
  },
  {
    female: ['Ayaan', 'Fadumo', 'Hodan', 'Ifrah', 'Naima', 'Sahra'],
    male: ['Abdi', 'Bilal', 'Guled', 'Idris', 'Liban', 'Warsame'],
    first: ['Cad', 'Dheer', 'Hir', 'Samat'],
    last: ['axe', 'dayo', 'oowe'],
    middleNames: false,
    languages: ['nb', 'en'],
  },
  {
    female: ['Amira', 'Dalia', 'Lina', 'Nour', 'Rima', 'Yasmin'],
    male: ['Adnan', 'Karim', 'Nabil', 'Samir', 'Tarek', 'Ziad'],
    first: ['Bahr', 'Najm', 'Qamar', 'Ward'],
    last: ['avi', 'oudi', 'zani'],
    middleNames: false,
    languages: ['nb', 'en'],
  },
  {
    female: ['Iryna', 'Kateryna', 'Mariia', 'Oksana', 'Sofiia', 'Yana'],
    male: ['Andrii', 'Bohdan', 'Danylo', 'Maksym', 'Roman', 'Taras'],
    first: ['Bereh', 'Kalyn', 'Stepov', 'Verb'],
    last: ['ivchuk', 'oviak', 'yshko'],
    middleNames: false,
    languages: ['en'],
  },
]

/** About one in twenty Sami where many Sami live, one in seven with a name from elsewhere. */
export function pickGroup(random: () => number, manySami: boolean): NameGroup {
  const lot = random()
  if (lot < (manySami ? 0.12 : 0.01)) return sami
  return lot < 0.27 ? pick(random, immigrant) : norwegian
}

export function surname(random: () => number, group: NameGroup): string {
  return `${pick(random, group.first)}${pick(random, group.last)}`
}
