/* date.c - names of the enumerations, as they stand in JSON and tables.
 * Static storage; a switch without default, so that the compiler names a missing case. */
#include "time/dates.h"

const char *date_type_name(enum date_type type) {
    switch (type) {
    case DATE_DATE:
        return "date";
    case DATE_TIME:
        return "time";
    case DATE_DATETIME:
        return "datetime";
    case DATE_DATERANGE:
        return "daterange";
    case DATE_TIMERANGE:
        return "timerange";
    case DATE_DATETIMERANGE:
        return "datetimerange";
    case DATE_DURATION:
        return "duration";
    case DATE_SET:
        return "set";
    }
    return "";
}

const char *date_basis_name(enum date_basis basis) {
    switch (basis) {
    case BASIS_NONE:
        return "none";
    case BASIS_EXPLICIT:
        return "explicit";
    case BASIS_METADATA:
        return "metadata";
    case BASIS_DATELINE:
        return "dateline";
    case BASIS_INFERRED:
        return "inferred";
    case BASIS_EMBED:
        return "embed";
    }
    return "";
}
