/** Shows the chosen one of a row of links, which scrolls on a narrow screen. */
export const intoView = (link: HTMLElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
