import { expect, it } from 'vitest'
import { otherPeople } from '../../../extension/cart/people.ts'

const members = [
  { device: 'device-1', person: 'Ana', colour: '#111111' },
  { device: 'device-2', person: ' Ben ', colour: '#222222' },
  { device: 'device-3', person: 'Ana', colour: '#333333' },
  { device: 'device-4', person: 'Ben', colour: '#444444' },
  { device: 'device-5', person: ' ', colour: '#555555' },
]

it('names every other person once, however many devices they have', () => {
  expect(otherPeople(members, { device: 'device-1', person: 'Ana' })).toEqual(['Ben'])
})

it('tells own devices by their id alone while the person has no name', () => {
  expect(otherPeople(members, { device: 'device-1' })).toEqual(['Ben', 'Ana'])
})
