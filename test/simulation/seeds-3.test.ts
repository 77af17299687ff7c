import { expectSeeds } from './expect-seeds.ts'

expectSeeds(51, 25)
