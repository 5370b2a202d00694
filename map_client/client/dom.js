/** Elements of the page by selector, with the types that these pages know them to have. */

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement} null if there is none
 */
export const one = (selector, within = document) => within.querySelector(selector)

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) => [...within.querySelectorAll(/** @type {'a'} */ (selector))]

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLInputElement}
 */
export const input = (selector, within = document) => within.querySelector(selector)

/**
 * The nearest element, from the event's target upwards, that a selector fits.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement} null if there is none
 */
export const near = (event, selector) => /** @type {Element} */ (event.target).closest(selector)

/**
 * Whether a click asks for a new tab or window, which is the browser's own business.
 * @param {MouseEvent} event
 */
export const elsewhere = (event) => event.metaKey || event.ctrlKey || event.shiftKey
