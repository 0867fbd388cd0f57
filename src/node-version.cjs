// Checked first by every entry point, in a form that every Node can import and require.
const { node } = process.versions
const [major, minor] = node.split('.').map(Number)
const isTooOld = major < 22 || (major === 22 && minor < 18)

/** What is wrong with this Node, in one sentence; undefined if nothing is. */
exports.complaint = isTooOld ? `instantly-mock needs Node.js 22.18 or newer, this is ${node}` : undefined
