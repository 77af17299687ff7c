import { expectSeeds } from './expect-seeds.ts'

expectSeeds(101, 25)
