// usage: map.mjs CHROMIUM FILE.svg…
// Fails where text leaves its node or the picture, a link cannot be reached by Tab, or the file asks for something.
import { chromium } from 'playwright-core';

const [, , executablePath, ...files] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const faults = [];

/** What leaves its place, by the types with which this browser draws it. */
function findOverflow() {
    const within = (inner, outer) =>
        inner.x >= outer.x - 0.5 && inner.x + inner.width <= outer.x + outer.width + 0.5;
    const whole = { x: 0, width: document.documentElement.viewBox.baseVal.width };
    const found = [];
    for (const text of document.querySelectorAll('text')) {
        const node = text.closest('.map-node');
        const outer = node ? node.querySelector('rect').getBBox() : whole;
        if (!within(text.getBBox(), outer)) found.push(text.textContent);
    }
    return found;
}

for (const file of files) {
    for (const colorScheme of ['light', 'dark']) {
        const page = await browser.newPage({ colorScheme });
        const fault = what => faults.push(`${file} (${colorScheme}): ${what}`);
        page.on('console', message => fault(message.text()));
        page.on('request', request => request.url().startsWith('file:') || fault(request.url()));
        await page.goto(`file://${file}`);
        for (const text of await page.evaluate(findOverflow)) fault(`“${text}” leaves its place`);
        const links = await page.locator('a').count();
        const reached = new Set();
        for (let pressed = 0; pressed < links; pressed++) {
            await page.keyboard.press('Tab');
            reached.add(await page.evaluate(
                () => [...document.querySelectorAll('a')].indexOf(document.activeElement)));
        }
        reached.delete(-1);
        if (reached.size < links) fault(`Tab reaches ${reached.size} of ${links} links`);
        await page.close();
    }
}
await browser.close();
faults.forEach(fault => console.error(fault));
if (faults.length > 0) process.exit(1);
console.log(`${files.length} maps, light and dark: text fits, Tab reaches every link, nothing is asked for`);
