#pragma once

// What the library takes from <math.h>: that of this machine does not compile for another.
inline bool isnan(double value) { return __builtin_isnan(value); }
inline bool isfinite(double value) { return __builtin_isfinite(value); }
