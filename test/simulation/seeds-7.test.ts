import { expectSeeds } from './expect-seeds.ts'

expectSeeds(151, 25)
