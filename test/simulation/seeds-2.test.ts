import { expectSeeds } from './expect-seeds.ts'

expectSeeds(26, 25)
