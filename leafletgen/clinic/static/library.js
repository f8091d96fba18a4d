/** The library side. @module */
