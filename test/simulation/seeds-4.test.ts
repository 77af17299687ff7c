import { expectSeeds } from './expect-seeds.ts'

expectSeeds(76, 25)
