package unicode

// The general categories.
var (
	Cc     = newTable("Cc")
	Cf     = newTable("Cf")
	Cn     = newTable("Cn")
	Co     = newTable("Co")
	Cs     = newTable("Cs")
	LC     = newTable("LC")
	Ll     = newTable("Ll")
	Lm     = newTable("Lm")
	Lo     = newTable("Lo")
	Lt     = newTable("Lt")
	Lu     = newTable("Lu")
	Mc     = newTable("Mc")
	Me     = newTable("Me")
	Mn     = newTable("Mn")
	Nd     = newTable("Nd")
	Nl     = newTable("Nl")
	No     = newTable("No")
	Pc     = newTable("Pc")
	Pd     = newTable("Pd")
	Pe     = newTable("Pe")
	Pf     = newTable("Pf")
	Pi     = newTable("Pi")
	Po     = newTable("Po")
	Ps     = newTable("Ps")
	Sc     = newTable("Sc")
	Sk     = newTable("Sk")
	Sm     = newTable("Sm")
	So     = newTable("So")
	Zl     = newTable("Zl")
	Zp     = newTable("Zp")
	Zs     = newTable("Zs")
	C      = newTable("C")
	Other  = C
	L      = newTable("L")
	Letter = L
	M      = newTable("M")
	Mark   = M
	N      = newTable("N")
	Number = N
	P      = newTable("P")
	Punct  = P
	S      = newTable("S")
	Symbol = S
	Z      = newTable("Z")
	Space  = Z
	Digit  = Nd
	Lower  = Ll
	Title  = Lt
	Upper  = Lu
)

// Categories has the tables of the general categories by name.
var Categories = map[string]*RangeTable{
	"C":  C,
	"Cc": Cc,
	"Cf": Cf,
	"Cn": Cn,
	"Co": Co,
	"Cs": Cs,
	"L":  L,
	"LC": LC,
	"Ll": Ll,
	"Lm": Lm,
	"Lo": Lo,
	"Lt": Lt,
	"Lu": Lu,
	"M":  M,
	"Mc": Mc,
	"Me": Me,
	"Mn": Mn,
	"N":  N,
	"Nd": Nd,
	"Nl": Nl,
	"No": No,
	"P":  P,
	"Pc": Pc,
	"Pd": Pd,
	"Pe": Pe,
	"Pf": Pf,
	"Pi": Pi,
	"Po": Po,
	"Ps": Ps,
	"S":  S,
	"Sc": Sc,
	"Sk": Sk,
	"Sm": Sm,
	"So": So,
	"Z":  Z,
	"Zl": Zl,
	"Zp": Zp,
	"Zs": Zs,
}

// CategoryAliases maps the long names of categories to those in Categories.
var CategoryAliases = map[string]string{
	"Cased_Letter":          "LC",
	"Close_Punctuation":     "Pe",
	"Combining_Mark":        "M",
	"Connector_Punctuation": "Pc",
	"Control":               "Cc",
	"Currency_Symbol":       "Sc",
	"Dash_Punctuation":      "Pd",
	"Decimal_Number":        "Nd",
	"Enclosing_Mark":        "Me",
	"Final_Punctuation":     "Pf",
	"Format":                "Cf",
	"Initial_Punctuation":   "Pi",
	"Letter":                "L",
	"Letter_Number":         "Nl",
	"Line_Separator":        "Zl",
	"Lowercase_Letter":      "Ll",
	"Mark":                  "M",
	"Math_Symbol":           "Sm",
	"Modifier_Letter":       "Lm",
	"Modifier_Symbol":       "Sk",
	"Nonspacing_Mark":       "Mn",
	"Number":                "N",
	"Open_Punctuation":      "Ps",
	"Other":                 "C",
	"Other_Letter":          "Lo",
	"Other_Number":          "No",
	"Other_Punctuation":     "Po",
	"Other_Symbol":          "So",
	"Paragraph_Separator":   "Zp",
	"Private_Use":           "Co",
	"Punctuation":           "P",
	"Separator":             "Z",
	"Space_Separator":       "Zs",
	"Spacing_Mark":          "Mc",
	"Surrogate":             "Cs",
	"Symbol":                "S",
	"Titlecase_Letter":      "Lt",
	"Unassigned":            "Cn",
	"Uppercase_Letter":      "Lu",
	"cntrl":                 "Cc",
	"digit":                 "Nd",
	"punct":                 "P",
}

// The scripts.
var (
	Adlam                  = newTable("Adlam")
	Ahom                   = newTable("Ahom")
	Anatolian_Hieroglyphs  = newTable("Anatolian_Hieroglyphs")
	Arabic                 = newTable("Arabic")
	Armenian               = newTable("Armenian")
	Avestan                = newTable("Avestan")
	Balinese               = newTable("Balinese")
	Bamum                  = newTable("Bamum")
	Bassa_Vah              = newTable("Bassa_Vah")
	Batak                  = newTable("Batak")
	Bengali                = newTable("Bengali")
	Bhaiksuki              = newTable("Bhaiksuki")
	Bopomofo               = newTable("Bopomofo")
	Brahmi                 = newTable("Brahmi")
	Braille                = newTable("Braille")
	Buginese               = newTable("Buginese")
	Buhid                  = newTable("Buhid")
	Canadian_Aboriginal    = newTable("Canadian_Aboriginal")
	Carian                 = newTable("Carian")
	Caucasian_Albanian     = newTable("Caucasian_Albanian")
	Chakma                 = newTable("Chakma")
	Cham                   = newTable("Cham")
	Cherokee               = newTable("Cherokee")
	Chorasmian             = newTable("Chorasmian")
	Common                 = newTable("Common")
	Coptic                 = newTable("Coptic")
	Cuneiform              = newTable("Cuneiform")
	Cypriot                = newTable("Cypriot")
	Cypro_Minoan           = newTable("Cypro_Minoan")
	Cyrillic               = newTable("Cyrillic")
	Deseret                = newTable("Deseret")
	Devanagari             = newTable("Devanagari")
	Dives_Akuru            = newTable("Dives_Akuru")
	Dogra                  = newTable("Dogra")
	Duployan               = newTable("Duployan")
	Egyptian_Hieroglyphs   = newTable("Egyptian_Hieroglyphs")
	Elbasan                = newTable("Elbasan")
	Elymaic                = newTable("Elymaic")
	Ethiopic               = newTable("Ethiopic")
	Georgian               = newTable("Georgian")
	Glagolitic             = newTable("Glagolitic")
	Gothic                 = newTable("Gothic")
	Grantha                = newTable("Grantha")
	Greek                  = newTable("Greek")
	Gujarati               = newTable("Gujarati")
	Gunjala_Gondi          = newTable("Gunjala_Gondi")
	Gurmukhi               = newTable("Gurmukhi")
	Han                    = newTable("Han")
	Hangul                 = newTable("Hangul")
	Hanifi_Rohingya        = newTable("Hanifi_Rohingya")
	Hanunoo                = newTable("Hanunoo")
	Hatran                 = newTable("Hatran")
	Hebrew                 = newTable("Hebrew")
	Hiragana               = newTable("Hiragana")
	Imperial_Aramaic       = newTable("Imperial_Aramaic")
	Inherited              = newTable("Inherited")
	Inscriptional_Pahlavi  = newTable("Inscriptional_Pahlavi")
	Inscriptional_Parthian = newTable("Inscriptional_Parthian")
	Javanese               = newTable("Javanese")
	Kaithi                 = newTable("Kaithi")
	Kannada                = newTable("Kannada")
	Katakana               = newTable("Katakana")
	Kawi                   = newTable("Kawi")
	Kayah_Li               = newTable("Kayah_Li")
	Kharoshthi             = newTable("Kharoshthi")
	Khitan_Small_Script    = newTable("Khitan_Small_Script")
	Khmer                  = newTable("Khmer")
	Khojki                 = newTable("Khojki")
	Khudawadi              = newTable("Khudawadi")
	Lao                    = newTable("Lao")
	Latin                  = newTable("Latin")
	Lepcha                 = newTable("Lepcha")
	Limbu                  = newTable("Limbu")
	Linear_A               = newTable("Linear_A")
	Linear_B               = newTable("Linear_B")
	Lisu                   = newTable("Lisu")
	Lycian                 = newTable("Lycian")
	Lydian                 = newTable("Lydian")
	Mahajani               = newTable("Mahajani")
	Makasar                = newTable("Makasar")
	Malayalam              = newTable("Malayalam")
	Mandaic                = newTable("Mandaic")
	Manichaean             = newTable("Manichaean")
	Marchen                = newTable("Marchen")
	Masaram_Gondi          = newTable("Masaram_Gondi")
	Medefaidrin            = newTable("Medefaidrin")
	Meetei_Mayek           = newTable("Meetei_Mayek")
	Mende_Kikakui          = newTable("Mende_Kikakui")
	Meroitic_Cursive       = newTable("Meroitic_Cursive")
	Meroitic_Hieroglyphs   = newTable("Meroitic_Hieroglyphs")
	Miao                   = newTable("Miao")
	Modi                   = newTable("Modi")
	Mongolian              = newTable("Mongolian")
	Mro                    = newTable("Mro")
	Multani                = newTable("Multani")
	Myanmar                = newTable("Myanmar")
	Nabataean              = newTable("Nabataean")
	Nag_Mundari            = newTable("Nag_Mundari")
	Nandinagari            = newTable("Nandinagari")
	New_Tai_Lue            = newTable("New_Tai_Lue")
	Newa                   = newTable("Newa")
	Nko                    = newTable("Nko")
	Nushu                  = newTable("Nushu")
	Nyiakeng_Puachue_Hmong = newTable("Nyiakeng_Puachue_Hmong")
	Ogham                  = newTable("Ogham")
	Ol_Chiki               = newTable("Ol_Chiki")
	Old_Hungarian          = newTable("Old_Hungarian")
	Old_Italic             = newTable("Old_Italic")
	Old_North_Arabian      = newTable("Old_North_Arabian")
	Old_Permic             = newTable("Old_Permic")
	Old_Persian            = newTable("Old_Persian")
	Old_Sogdian            = newTable("Old_Sogdian")
	Old_South_Arabian      = newTable("Old_South_Arabian")
	Old_Turkic             = newTable("Old_Turkic")
	Old_Uyghur             = newTable("Old_Uyghur")
	Oriya                  = newTable("Oriya")
	Osage                  = newTable("Osage")
	Osmanya                = newTable("Osmanya")
	Pahawh_Hmong           = newTable("Pahawh_Hmong")
	Palmyrene              = newTable("Palmyrene")
	Pau_Cin_Hau            = newTable("Pau_Cin_Hau")
	Phags_Pa               = newTable("Phags_Pa")
	Phoenician             = newTable("Phoenician")
	Psalter_Pahlavi        = newTable("Psalter_Pahlavi")
	Rejang                 = newTable("Rejang")
	Runic                  = newTable("Runic")
	Samaritan              = newTable("Samaritan")
	Saurashtra             = newTable("Saurashtra")
	Sharada                = newTable("Sharada")
	Shavian                = newTable("Shavian")
	Siddham                = newTable("Siddham")
	SignWriting            = newTable("SignWriting")
	Sinhala                = newTable("Sinhala")
	Sogdian                = newTable("Sogdian")
	Sora_Sompeng           = newTable("Sora_Sompeng")
	Soyombo                = newTable("Soyombo")
	Sundanese              = newTable("Sundanese")
	Syloti_Nagri           = newTable("Syloti_Nagri")
	Syriac                 = newTable("Syriac")
	Tagalog                = newTable("Tagalog")
	Tagbanwa               = newTable("Tagbanwa")
	Tai_Le                 = newTable("Tai_Le")
	Tai_Tham               = newTable("Tai_Tham")
	Tai_Viet               = newTable("Tai_Viet")
	Takri                  = newTable("Takri")
	Tamil                  = newTable("Tamil")
	Tangsa                 = newTable("Tangsa")
	Tangut                 = newTable("Tangut")
	Telugu                 = newTable("Telugu")
	Thaana                 = newTable("Thaana")
	Thai                   = newTable("Thai")
	Tibetan                = newTable("Tibetan")
	Tifinagh               = newTable("Tifinagh")
	Tirhuta                = newTable("Tirhuta")
	Toto                   = newTable("Toto")
	Ugaritic               = newTable("Ugaritic")
	Vai                    = newTable("Vai")
	Vithkuqi               = newTable("Vithkuqi")
	Wancho                 = newTable("Wancho")
	Warang_Citi            = newTable("Warang_Citi")
	Yezidi                 = newTable("Yezidi")
	Yi                     = newTable("Yi")
	Zanabazar_Square       = newTable("Zanabazar_Square")
)

// Scripts has the tables of the scripts by name.
var Scripts = map[string]*RangeTable{
	"Adlam":                  Adlam,
	"Ahom":                   Ahom,
	"Anatolian_Hieroglyphs":  Anatolian_Hieroglyphs,
	"Arabic":                 Arabic,
	"Armenian":               Armenian,
	"Avestan":                Avestan,
	"Balinese":               Balinese,
	"Bamum":                  Bamum,
	"Bassa_Vah":              Bassa_Vah,
	"Batak":                  Batak,
	"Bengali":                Bengali,
	"Bhaiksuki":              Bhaiksuki,
	"Bopomofo":               Bopomofo,
	"Brahmi":                 Brahmi,
	"Braille":                Braille,
	"Buginese":               Buginese,
	"Buhid":                  Buhid,
	"Canadian_Aboriginal":    Canadian_Aboriginal,
	"Carian":                 Carian,
	"Caucasian_Albanian":     Caucasian_Albanian,
	"Chakma":                 Chakma,
	"Cham":                   Cham,
	"Cherokee":               Cherokee,
	"Chorasmian":             Chorasmian,
	"Common":                 Common,
	"Coptic":                 Coptic,
	"Cuneiform":              Cuneiform,
	"Cypriot":                Cypriot,
	"Cypro_Minoan":           Cypro_Minoan,
	"Cyrillic":               Cyrillic,
	"Deseret":                Deseret,
	"Devanagari":             Devanagari,
	"Dives_Akuru":            Dives_Akuru,
	"Dogra":                  Dogra,
	"Duployan":               Duployan,
	"Egyptian_Hieroglyphs":   Egyptian_Hieroglyphs,
	"Elbasan":                Elbasan,
	"Elymaic":                Elymaic,
	"Ethiopic":               Ethiopic,
	"Georgian":               Georgian,
	"Glagolitic":             Glagolitic,
	"Gothic":                 Gothic,
	"Grantha":                Grantha,
	"Greek":                  Greek,
	"Gujarati":               Gujarati,
	"Gunjala_Gondi":          Gunjala_Gondi,
	"Gurmukhi":               Gurmukhi,
	"Han":                    Han,
	"Hangul":                 Hangul,
	"Hanifi_Rohingya":        Hanifi_Rohingya,
	"Hanunoo":                Hanunoo,
	"Hatran":                 Hatran,
	"Hebrew":                 Hebrew,
	"Hiragana":               Hiragana,
	"Imperial_Aramaic":       Imperial_Aramaic,
	"Inherited":              Inherited,
	"Inscriptional_Pahlavi":  Inscriptional_Pahlavi,
	"Inscriptional_Parthian": Inscriptional_Parthian,
	"Javanese":               Javanese,
	"Kaithi":                 Kaithi,
	"Kannada":                Kannada,
	"Katakana":               Katakana,
	"Kawi":                   Kawi,
	"Kayah_Li":               Kayah_Li,
	"Kharoshthi":             Kharoshthi,
	"Khitan_Small_Script":    Khitan_Small_Script,
	"Khmer":                  Khmer,
	"Khojki":                 Khojki,
	"Khudawadi":              Khudawadi,
	"Lao":                    Lao,
	"Latin":                  Latin,
	"Lepcha":                 Lepcha,
	"Limbu":                  Limbu,
	"Linear_A":               Linear_A,
	"Linear_B":               Linear_B,
	"Lisu":                   Lisu,
	"Lycian":                 Lycian,
	"Lydian":                 Lydian,
	"Mahajani":               Mahajani,
	"Makasar":                Makasar,
	"Malayalam":              Malayalam,
	"Mandaic":                Mandaic,
	"Manichaean":             Manichaean,
	"Marchen":                Marchen,
	"Masaram_Gondi":          Masaram_Gondi,
	"Medefaidrin":            Medefaidrin,
	"Meetei_Mayek":           Meetei_Mayek,
	"Mende_Kikakui":          Mende_Kikakui,
	"Meroitic_Cursive":       Meroitic_Cursive,
	"Meroitic_Hieroglyphs":   Meroitic_Hieroglyphs,
	"Miao":                   Miao,
	"Modi":                   Modi,
	"Mongolian":              Mongolian,
	"Mro":                    Mro,
	"Multani":                Multani,
	"Myanmar":                Myanmar,
	"Nabataean":              Nabataean,
	"Nag_Mundari":            Nag_Mundari,
	"Nandinagari":            Nandinagari,
	"New_Tai_Lue":            New_Tai_Lue,
	"Newa":                   Newa,
	"Nko":                    Nko,
	"Nushu":                  Nushu,
	"Nyiakeng_Puachue_Hmong": Nyiakeng_Puachue_Hmong,
	"Ogham":                  Ogham,
	"Ol_Chiki":               Ol_Chiki,
	"Old_Hungarian":          Old_Hungarian,
	"Old_Italic":             Old_Italic,
	"Old_North_Arabian":      Old_North_Arabian,
	"Old_Permic":             Old_Permic,
	"Old_Persian":            Old_Persian,
	"Old_Sogdian":            Old_Sogdian,
	"Old_South_Arabian":      Old_South_Arabian,
	"Old_Turkic":             Old_Turkic,
	"Old_Uyghur":             Old_Uyghur,
	"Oriya":                  Oriya,
	"Osage":                  Osage,
	"Osmanya":                Osmanya,
	"Pahawh_Hmong":           Pahawh_Hmong,
	"Palmyrene":              Palmyrene,
	"Pau_Cin_Hau":            Pau_Cin_Hau,
	"Phags_Pa":               Phags_Pa,
	"Phoenician":             Phoenician,
	"Psalter_Pahlavi":        Psalter_Pahlavi,
	"Rejang":                 Rejang,
	"Runic":                  Runic,
	"Samaritan":              Samaritan,
	"Saurashtra":             Saurashtra,
	"Sharada":                Sharada,
	"Shavian":                Shavian,
	"Siddham":                Siddham,
	"SignWriting":            SignWriting,
	"Sinhala":                Sinhala,
	"Sogdian":                Sogdian,
	"Sora_Sompeng":           Sora_Sompeng,
	"Soyombo":                Soyombo,
	"Sundanese":              Sundanese,
	"Syloti_Nagri":           Syloti_Nagri,
	"Syriac":                 Syriac,
	"Tagalog":                Tagalog,
	"Tagbanwa":               Tagbanwa,
	"Tai_Le":                 Tai_Le,
	"Tai_Tham":               Tai_Tham,
	"Tai_Viet":               Tai_Viet,
	"Takri":                  Takri,
	"Tamil":                  Tamil,
	"Tangsa":                 Tangsa,
	"Tangut":                 Tangut,
	"Telugu":                 Telugu,
	"Thaana":                 Thaana,
	"Thai":                   Thai,
	"Tibetan":                Tibetan,
	"Tifinagh":               Tifinagh,
	"Tirhuta":                Tirhuta,
	"Toto":                   Toto,
	"Ugaritic":               Ugaritic,
	"Vai":                    Vai,
	"Vithkuqi":               Vithkuqi,
	"Wancho":                 Wancho,
	"Warang_Citi":            Warang_Citi,
	"Yezidi":                 Yezidi,
	"Yi":                     Yi,
	"Zanabazar_Square":       Zanabazar_Square,
}

// The properties.
var (
	ASCII_Hex_Digit                    = newTable("ASCII_Hex_Digit")
	Bidi_Control                       = newTable("Bidi_Control")
	Dash                               = newTable("Dash")
	Deprecated                         = newTable("Deprecated")
	Diacritic                          = newTable("Diacritic")
	Extender                           = newTable("Extender")
	Hex_Digit                          = newTable("Hex_Digit")
	Hyphen                             = newTable("Hyphen")
	IDS_Binary_Operator                = newTable("IDS_Binary_Operator")
	IDS_Trinary_Operator               = newTable("IDS_Trinary_Operator")
	Ideographic                        = newTable("Ideographic")
	Join_Control                       = newTable("Join_Control")
	Logical_Order_Exception            = newTable("Logical_Order_Exception")
	Noncharacter_Code_Point            = newTable("Noncharacter_Code_Point")
	Other_Alphabetic                   = newTable("Other_Alphabetic")
	Other_Default_Ignorable_Code_Point = newTable("Other_Default_Ignorable_Code_Point")
	Other_Grapheme_Extend              = newTable("Other_Grapheme_Extend")
	Other_ID_Continue                  = newTable("Other_ID_Continue")
	Other_ID_Start                     = newTable("Other_ID_Start")
	Other_Lowercase                    = newTable("Other_Lowercase")
	Other_Math                         = newTable("Other_Math")
	Other_Uppercase                    = newTable("Other_Uppercase")
	Pattern_Syntax                     = newTable("Pattern_Syntax")
	Pattern_White_Space                = newTable("Pattern_White_Space")
	Prepended_Concatenation_Mark       = newTable("Prepended_Concatenation_Mark")
	Quotation_Mark                     = newTable("Quotation_Mark")
	Radical                            = newTable("Radical")
	Regional_Indicator                 = newTable("Regional_Indicator")
	Sentence_Terminal                  = newTable("Sentence_Terminal")
	Soft_Dotted                        = newTable("Soft_Dotted")
	Terminal_Punctuation               = newTable("Terminal_Punctuation")
	Unified_Ideograph                  = newTable("Unified_Ideograph")
	Variation_Selector                 = newTable("Variation_Selector")
	White_Space                        = newTable("White_Space")
	STerm                              = Sentence_Terminal
)

// Properties has the tables of the properties by name.
var Properties = map[string]*RangeTable{
	"ASCII_Hex_Digit":                    ASCII_Hex_Digit,
	"Bidi_Control":                       Bidi_Control,
	"Dash":                               Dash,
	"Deprecated":                         Deprecated,
	"Diacritic":                          Diacritic,
	"Extender":                           Extender,
	"Hex_Digit":                          Hex_Digit,
	"Hyphen":                             Hyphen,
	"IDS_Binary_Operator":                IDS_Binary_Operator,
	"IDS_Trinary_Operator":               IDS_Trinary_Operator,
	"Ideographic":                        Ideographic,
	"Join_Control":                       Join_Control,
	"Logical_Order_Exception":            Logical_Order_Exception,
	"Noncharacter_Code_Point":            Noncharacter_Code_Point,
	"Other_Alphabetic":                   Other_Alphabetic,
	"Other_Default_Ignorable_Code_Point": Other_Default_Ignorable_Code_Point,
	"Other_Grapheme_Extend":              Other_Grapheme_Extend,
	"Other_ID_Continue":                  Other_ID_Continue,
	"Other_ID_Start":                     Other_ID_Start,
	"Other_Lowercase":                    Other_Lowercase,
	"Other_Math":                         Other_Math,
	"Other_Uppercase":                    Other_Uppercase,
	"Pattern_Syntax":                     Pattern_Syntax,
	"Pattern_White_Space":                Pattern_White_Space,
	"Prepended_Concatenation_Mark":       Prepended_Concatenation_Mark,
	"Quotation_Mark":                     Quotation_Mark,
	"Radical":                            Radical,
	"Regional_Indicator":                 Regional_Indicator,
	"STerm":                              STerm,
	"Sentence_Terminal":                  Sentence_Terminal,
	"Soft_Dotted":                        Soft_Dotted,
	"Terminal_Punctuation":               Terminal_Punctuation,
	"Unified_Ideograph":                  Unified_Ideograph,
	"Variation_Selector":                 Variation_Selector,
	"White_Space":                        White_Space,
}

// FoldCategory maps the name of a category to the code points outside it that are equivalent under simple case folding to
// code points inside it. Categories without such code points are left out.
var FoldCategory = foldTables("L", "Ll", "Lt", "Lu", "M", "Mn")

// FoldScript maps the name of a script to the code points outside it that are equivalent under simple case folding to code
// points inside it. Scripts without such code points are left out.
var FoldScript = foldTables("Common", "Greek", "Inherited")
