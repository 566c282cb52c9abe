cxterms.pairs([[["plane","plane"],["tool","tool"]],[],500]);
