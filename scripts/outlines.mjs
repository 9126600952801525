// Writes the outlines of Arizona and of its counties for the database: node scripts/outlines.mjs [FILE]
//
// Source: the npm package us-atlas (ISC licence), made from the Census Bureau's cartographic boundary files, 1:10 million.
// Each ring is a closed list of [longitude, latitude] in degrees, rounded to four decimals (about ten metres).

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";

const ARIZONA = "04";
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const target = resolve(process.argv[2] ?? `${root}/build/outlines.json`);
const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("us-atlas/counties-10m.json"), "utf8"));

const round = (degrees) => Math.round(degrees * 1e4) / 1e4;

function rings(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => ring.map((point) => point.map(round)));
}

function outlines(layer, kind, wanted) {
  return feature(atlas, atlas.objects[layer])
    .features.filter(({ id }) => wanted(id))
    .map(({ id, properties, geometry }) => ({ geoid: id, kind, name: properties.name, rings: rings(geometry) }))
    .sort((one, other) => one.geoid.localeCompare(other.geoid));
}

const state = outlines("states", "state", (id) => id === ARIZONA);
const counties = outlines("counties", "county", (id) => id.startsWith(ARIZONA));
if (state.length !== 1 || counties.length !== 15) {
  throw new Error(`us-atlas has ${state.length} state and ${counties.length} counties of Arizona, expected 1 and 15`);
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, JSON.stringify([...state, ...counties]));
console.log(`outlines of ${state.length} state and ${counties.length} counties: ${target}`);
