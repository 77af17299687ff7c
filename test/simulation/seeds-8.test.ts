import { expectSeeds } from './expect-seeds.ts'

expectSeeds(176, 25)
