import js from '@eslint/js'
import globals from 'globals'

export default [
  js.configs.recommended,
  {
    files: ['*.js'],
    languageOptions: { globals: globals.browser },
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 50],
      'no-unused-vars': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error'
    }
  },
  { files: ['*.mjs', 'test/*.js', 'eslint.config.js'], languageOptions: { globals: globals.node } },
  {
    // One place per fact: only api.js knows addresses of the server.
    files: ['*.js'],
    ignores: ['api.js', 'eslint.config.js'],
    rules: { 'no-restricted-globals': ['error', 'fetch'] }
  }
]
