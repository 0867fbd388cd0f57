// Evaluated in a page. The texts with a contrast below 4.5, as defined by WCAG 2.
;(() => {
  /** Red, green, blue from 0 to 255, opacity from 0 to 1. */
  const parse = (color) => {
    const [red, green, blue, opacity = 1] = color.match(/[\d.]+/g).map(Number)
    return { rgb: [red, green, blue], opacity }
  }
  const mix = (over, under, share) => over.map((value, i) => value * share + under[i] * (1 - share))

  const behind = (element) => {
    if (!element) return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]
    const { rgb, opacity } = parse(getComputedStyle(element).backgroundColor)
    return opacity === 1 ? rgb : mix(rgb, behind(element.parentElement), opacity)
  }
  const opacityOf = (element) =>
    element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1

  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  const hasText = ({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  const faint = [...document.querySelectorAll('body *')].flatMap((element) => {
    if (!hasText(element) || !element.checkVisibility()) return []
    const back = behind(element)
    const { rgb, opacity } = parse(getComputedStyle(element).color)
    const ratio = contrast(mix(rgb, back, opacity * opacityOf(element)), back)
    return ratio >= 4.5
      ? []
      : [`${ratio.toFixed(1)}: ${element.tagName} .${element.className} ${element.textContent.slice(0, 50)}`]
  })
  return [...new Set(faint)]
})()
