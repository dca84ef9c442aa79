// What a question may call: functions that only compute with what they are given, and none that makes much of little.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** `repeat`, `lpad`, `format` and list builders are absent on purpose: DuckDB does not count the text of one step to its memory limit. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  words(`
    + - * / % // ** ^ & | ~ << >> @ !
    ~~ !~~ ~~* !~~* ~~~ regexp_matches regexp_full_match regexp_extract contains starts_with ends_with prefix suffix ^@
    || concat concat_ws list_value struct_pack row replace regexp_replace
    count count_star sum avg mean min max median mode stddev stddev_samp stddev_pop variance var_samp var_pop
    corr covar_samp covar_pop regr_slope regr_intercept regr_r2 regr_count regr_avgx regr_avgy regr_sxx regr_syy regr_sxy
    quantile quantile_cont quantile_disc percentile_cont percentile_disc approx_quantile approx_count_distinct
    first last any_value arg_min arg_max min_by max_by bool_and bool_or product skewness kurtosis kurtosis_pop entropy mad
    geomean geometric_mean fsum kahan_sum sumkahan favg count_if countif sem grouping grouping_id
    row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value
    abs ceil ceiling floor round trunc sqrt cbrt exp ln log log2 log10 pow power sign mod fmod greatest least pi
    sin cos tan asin acos atan atan2 degrees radians isnan isinf isfinite even gcd lcm fdiv divide multiply add subtract
    lower upper lcase ucase trim ltrim rtrim left right substr substring length len char_length strlen position strpos instr
    reverse ascii unicode chr translate split_part strip_accents initcap levenshtein damerau_levenshtein
    jaro_similarity jaro_winkler_similarity jaccard nfc_normalize
    nullif ifnull coalesce if
    year month day hour minute second quarter week weekday dayofweek isodow dayofyear dayofmonth weekofyear yearweek isoyear
    decade century millennium era epoch epoch_ms dayname monthname last_day date_part datepart date_trunc datetrunc
    date_diff datediff date_sub datesub date_add age strftime strptime try_strptime make_date make_timestamp time_bucket
    to_years to_months to_weeks to_days to_hours to_minutes to_seconds to_quarters to_timestamp today now current_date
    get_current_timestamp current_timestamp julian date timestamp
    array_extract list_extract list_element struct_extract list_contains array_length list_sum list_avg list_min list_max unnest
    width_bucket typeof hash md5 alias
  `),
);

/** In FROM only, where their rows come one by one. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(["range", "generate_series", "unnest"]);

/** Whose answer may be as long as all they are given together. */
export const growingFunctions: ReadonlySet<string> = new Set(words("|| concat concat_ws list_value struct_pack row"));

/** They put their third argument wherever they find the second. */
export const replacingFunctions: ReadonlySet<string> = new Set(words("replace regexp_replace"));
