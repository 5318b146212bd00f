import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boxAround, cellsOf } from '../../src/filters/map.ts';
import { cellDegrees, term } from '../../src/model/terms.ts';

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -90, max: 90, noNaN: true });

const inside = ([west, south, east, north]: Box, [lon, lat]: readonly [number, number]) =>
  lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** The cells of a point at every size, as store/terms.ts gives them to an event. */
const cellsAt = ([lon, lat]: readonly [number, number]) =>
  cellDegrees.map((size) =>
    term('cell', `${size} ${Math.floor((lon + 180) / size)} ${Math.floor((lat + 90) / size)}`),
  );

function kmBetween([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]) {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half =
    Math.sin(radians(latB - latA) / 2) ** 2 +
    Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, half)));
}

describe('the cells of a box', () => {
  it('hold every point inside it, across the antimeridian too', () => {
    const near = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        longitude,
        latitude,
        fc.double({ min: 0, max: 40, noNaN: true }),
        latitude,
        near,
        near,
        (west, south, width, top, x, y) => {
          const [low, high] = [Math.min(south, top), Math.max(south, top)];
          const east = west + width > 180 ? west + width - 360 : west + width;
          const box: Box = [west, low, east, high];
          const lon = west + width * x;
          const point = [lon > 180 ? lon - 360 : lon, low + (high - low) * y] as const;
          fc.pre(inside(box, point));
          const cells = cellsOf(box);
          if (cells) expect(cells.some((cell) => cellsAt(point).includes(cell))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are few, and none where the box is most of the world', () => {
    expect(cellsOf([36, 29, 44, 37])?.length).toBeLessThanOrEqual(12);
    expect(cellsOf([44.3, 33.2, 44.5, 33.4])?.length).toBeLessThanOrEqual(4);
    expect(cellsOf([179, -1, -179, 1])?.length).toBeLessThanOrEqual(12);
    expect(cellsOf([-180, -90, 180, 90])).toBeUndefined();
  });

  it('of one point are its own', () => {
    expect(cellsOf([44.4, 33.3, 44.4, 33.3])).toEqual([cellsAt([44.4, 33.3]).at(-1)]);
  });
});

describe('the box around a circle', () => {
  it('holds all that is within the distance, over a pole and the antimeridian too', () => {
    fc.assert(
      fc.property(
        longitude,
        latitude,
        longitude,
        latitude,
        fc.double({ min: 0.001, max: 20_000, noNaN: true }),
        (lon, lat, x, y, radius) => {
          fc.pre(kmBetween([lon, lat], [x, y]) <= radius);
          expect(inside(boxAround([lon, lat], radius), [x, y])).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is no larger than it must be', () => {
    const [west, south, east, north] = boxAround([44.4, 33.3], 50);
    expect([east - west, north - south].map((side) => Math.round(side * 100) / 100)).toEqual([1.08, 0.9]);
    const [wrapped, , beyond] = boxAround([179.9, 0], 50);
    expect([wrapped > 179, beyond < -179]).toEqual([true, true]);
    expect(boxAround([0, 89.9], 50).slice(0, 1)).toEqual([-180]);
  });
});
