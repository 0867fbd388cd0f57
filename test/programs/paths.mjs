// A program that builds its URLs carelessly.
const headers = { authorization: `Bearer ${process.env.INSTANTLY_KEY}` }
for (const path of process.argv.slice(2)) {
  const answer = await fetch(`https://api.instantly.ai${path}`, { headers })
  console.log(answer.status, await answer.text())
}
