/** The sheet side. @module */
