/** The client's own texts, in both languages. The server writes all others. */

const danish = {
  number: new Intl.NumberFormat('da-DK'),
  title: 'Områdekortet',
  areas: (n) => `${n} område${n === 1 ? '' : 'r'}`,
  noAreas: 'Ingen områder passer. Slå flere betegnelser til, eller ryd søgningen.',
  all: 'Vis alle',
  areasInView: (n) => `${n ? danish.areas(n) : 'Ingen områder'} i kortudsnittet`,
  former: (year) => `Tidligere på en liste, senest ${year}`,
  unlisted: 'På ingen kendt liste',
  notYet: (year) => `På ingen kendt liste til og med ${year}`,
  onList: (day) => `Betegnelse på listen fra ${day}`,
  onLatest: (day) => `Betegnelse på den seneste liste, ${day}`,
  noListYet: 'Betegnelse; ingen liste er kendt så tidligt',
  alsoList: (day) => `Også en liste fra ${day}`,
  play: 'Afspil',
  pause: 'Stop',
  goTo: (name) => `Gå til ${name}`,
  municipality: (name) =>
    ({ København: 'Københavns Kommune', Bornholm: 'Bornholms Regionskommune' })[name] ?? `${name} Kommune`,
  met: { met: 'opfyldt', unmet: 'ikke opfyldt', unknown: 'ukendt' },
  order: new Intl.Collator('da'),
  moreMap: 'Vis mere af kortet',
  moreList: 'Vis mere af listen',
  fetching: 'Henter området …',
  notFetched: 'Området kunne ikke hentes. Tjek forbindelsen, og prøv igen.',
  again: 'Prøv igen',
  noMap: 'Kortet kunne ikke vises i denne browser; listen virker.',
  notLoaded: 'Kortet kunne ikke hentes; listen virker.',
  lost: 'Kortet er gået i stå, fordi browseren tog dets tegneflade fra det. Listen virker.',
  reload: 'Genindlæs siden',
  noTiles: 'Noget af kortet kunne ikke hentes.',
  map: 'Kort over områderne',
  mapOf: (name) => `Kort over ${name}`,
  zoomWithControl: 'Hold Ctrl nede, mens du ruller, for at zoome',
  zoomWithCommand: 'Hold ⌘ nede, mens du ruller, for at zoome',
  moveWithTwo: 'Brug to fingre til at flytte kortet',
  zoomIn: 'Zoom ind',
  zoomOut: 'Zoom ud',
  north: 'Vend nord op',
  fileAsked: 'Filen er sat i gang …',
  fileRows: (rows, of) => `${rows} af ${of} rækker er skrevet`,
  fileEnds: 'Filen gøres færdig …',
  fileReady: (size) => `Filen er klar, ${size}. Den hentes nu.`,
  fileFailed: 'Filen kunne ikke laves. Prøv igen om lidt.'
}

/** @type {typeof danish} */
const english = {
  number: new Intl.NumberFormat('en-GB'),
  title: 'Områdekortet',
  areas: (n) => `${n} area${n === 1 ? '' : 's'}`,
  noAreas: 'No areas match. Tick more designations, or clear the search.',
  all: 'Show all',
  areasInView: (n) => `${n ? english.areas(n) : 'No areas'} in view`,
  former: (year) => `Formerly on a list, last in ${year}`,
  unlisted: 'On no known list',
  notYet: (year) => `On no known list up to ${year}`,
  onList: (day) => `Designation on the list of ${day}`,
  onLatest: (day) => `Designation on the latest list, ${day}`,
  noListYet: 'Designation; no list is known as early as this',
  alsoList: (day) => `Also a list of ${day}`,
  play: 'Play',
  pause: 'Stop',
  goTo: (name) => `Go to ${name}`,
  municipality: (name) => `${name} Municipality`,
  met: { met: 'met', unmet: 'not met', unknown: 'unknown' },
  order: new Intl.Collator('da'),
  moreMap: 'Show more of the map',
  moreList: 'Show more of the list',
  fetching: 'Fetching the area …',
  notFetched: 'The area could not be fetched. Check the connection, and try again.',
  again: 'Try again',
  noMap: 'The map could not be shown in this browser; the list works.',
  notLoaded: 'The map could not be fetched; the list works.',
  lost: 'The map has stopped, because the browser took its canvas away. The list works.',
  reload: 'Reload the page',
  noTiles: 'Some of the map could not be fetched.',
  map: 'Map of the areas',
  mapOf: (name) => `Map of ${name}`,
  zoomWithControl: 'Hold Ctrl while you scroll to zoom',
  zoomWithCommand: 'Hold ⌘ while you scroll to zoom',
  moveWithTwo: 'Use two fingers to move the map',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  north: 'Turn north up',
  fileAsked: 'The file has been asked for …',
  fileRows: (rows, of) => `${rows} of ${of} rows are written`,
  fileEnds: 'The file is being finished …',
  fileReady: (size) => `The file is ready, ${size}. It is being fetched.`,
  fileFailed: 'The file could not be made. Try again in a while.'
}

/**
 * Which of two sets of texts is in the page's language.
 * @template T
 * @param {T} danish
 * @param {T} english
 */
export const spoken = (danish, english) => (globalThis.document?.documentElement.lang === 'en' ? english : danish)

export const words = spoken(danish, english)
