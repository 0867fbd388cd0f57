/** Scrolls the selected link into view on narrow screens, with its neighbours. */
export const intoView = (link: HTMLElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })
