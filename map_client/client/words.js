/** The client's own texts, in both languages. The server writes all others. */

const danish = {
  number: new Intl.NumberFormat('da-DK'),
  title: 'Områdekortet',
  areas: (n) => `${n} område${n === 1 ? '' : 'r'}`,
  noAreas: 'Ingen områder passer. Slå flere betegnelser til, eller ryd søgningen.',
  all: 'Vis alle',
  moreMap: 'Vis mere af kortet',
  moreList: 'Vis mere af listen',
  fetching: 'Henter området …',
  notFetched: 'Området kunne ikke hentes. Tjek forbindelsen, og prøv igen.',
  again: 'Prøv igen',
  noMap: 'Kortet kunne ikke vises i denne browser; listen virker.',
  map: 'Kort over områderne',
  mapOf: (name) => `Kort over ${name}`,
  zoomWithControl: 'Hold Ctrl nede, mens du ruller, for at zoome',
  zoomWithCommand: 'Hold ⌘ nede, mens du ruller, for at zoome',
  moveWithTwo: 'Brug to fingre til at flytte kortet',
  zoomIn: 'Zoom ind',
  zoomOut: 'Zoom ud',
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
  moreMap: 'Show more of the map',
  moreList: 'Show more of the list',
  fetching: 'Fetching the area …',
  notFetched: 'The area could not be fetched. Check the connection, and try again.',
  again: 'Try again',
  noMap: 'The map could not be shown in this browser; the list works.',
  map: 'Map of the areas',
  mapOf: (name) => `Map of ${name}`,
  zoomWithControl: 'Hold Ctrl while you scroll to zoom',
  zoomWithCommand: 'Hold ⌘ while you scroll to zoom',
  moveWithTwo: 'Use two fingers to move the map',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fileAsked: 'The file has been asked for …',
  fileRows: (rows, of) => `${rows} of ${of} rows are written`,
  fileEnds: 'The file is being finished …',
  fileReady: (size) => `The file is ready, ${size}. It is being fetched.`,
  fileFailed: 'The file could not be made. Try again in a while.'
}

/** In the page's language. */
export const words = globalThis.document?.documentElement.lang === 'en' ? english : danish
