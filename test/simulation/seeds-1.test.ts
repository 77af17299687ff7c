import { expectSeeds } from './expect-seeds.ts'

expectSeeds(1, 25)
