/** Texts on buildings, apart from the others, since most pages need none of them. */
import { spoken } from './words.js'

const danish = {
  upright: 'Vis bygningerne i 3D',
  flat: 'Vis kortet fladt',
  uprightShort: '3D',
  flatShort: '2D',
  themes: 'Vis bygningernes',
  theme: { omdannelse: 'Omdannelse', byggeaar: 'Byggeår', etager: 'Etager', brug: 'Brug' },
  key: 'Farver og højder',
  unknown: 'Ukendt',
  looks: {
    omdannelse: {
      existing: 'Bevaret', renovated: 'Renoveret', new: 'Nyt',
      planned_demolition: 'Planlagt nedrevet', demolished: 'Nedrevet'
    },
    byggeaar: ['Før 1950', '1950-1959', '1960-1969', '1970-1979', '1980-1999', '2000 og senere'],
    etager: ['1-2 etager', '3-4 etager', '5-8 etager', '9 etager og flere'],
    brug: {
      flats: 'Etageboliger', terraced: 'Række- og dobbelthuse', dwellings: 'Andre boliger',
      business: 'Erhverv', institution: 'Institution og kultur', leisure: 'Fritid', outbuilding: 'Garager og udhuse'
    }
  },
  heights: {
    schematic: 'Skematiske bygninger er alle tegnet ens: de viser, hvordan kortet virker, ikke hvad der står på stedet.',
    estimated: (metres) => `Nogle højder er anslået, ${metres} m for hver etage. De står svagere.`,
    unknown: 'Hvor hverken højde eller etager er kendt, ligger bygningen fladt.'
  }
}

/** @type {typeof danish} */
const english = {
  upright: 'Show the buildings in 3D',
  flat: 'Show the map flat',
  uprightShort: '3D',
  flatShort: '2D',
  themes: 'Show the buildings by',
  theme: { omdannelse: 'Transformation', byggeaar: 'Year built', etager: 'Storeys', brug: 'Use' },
  key: 'Colours and heights',
  unknown: 'Unknown',
  looks: {
    omdannelse: {
      existing: 'Kept', renovated: 'Renovated', new: 'New',
      planned_demolition: 'To be demolished', demolished: 'Demolished'
    },
    byggeaar: ['Before 1950', '1950-1959', '1960-1969', '1970-1979', '1980-1999', '2000 and later'],
    etager: ['1-2 storeys', '3-4 storeys', '5-8 storeys', '9 storeys and more'],
    brug: {
      flats: 'Blocks of flats', terraced: 'Terraced and double houses', dwellings: 'Other dwellings',
      business: 'Business', institution: 'Institutions and culture', leisure: 'Leisure', outbuilding: 'Garages and sheds'
    }
  },
  heights: {
    schematic: 'Schematic buildings are all drawn alike: they show how the map works, not what stands there.',
    estimated: (metres) => `Some heights are estimated, ${metres} m for each storey. They stand fainter.`,
    unknown: 'Where neither height nor storeys are known, the building lies flat.'
  }
}

export const words = spoken(danish, english)
