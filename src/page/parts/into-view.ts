/** Scrolls the selected link into view on narrow screens. */
export const intoView = (link: HTMLElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
